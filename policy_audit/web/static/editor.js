// The text and the marks behind it. The marks are drawn in a layer of the same size; the textarea stays a textarea.

import { byId, make } from "./dom.js";

const area = byId("text");
const layer = byId("marks");
let marks = [];
let current = -1;
let known = "";

export const text = () => area.value;

// Where two texts differ: [start, end in the old one, end in the new one].
function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return [start, before.length - same, after.length - same];
}

// Carries a range over a change of the text; null where the change touches its words.
function moved(start, end, [from, oldEnd, newEnd]) {
  if (end <= from && !(start === end && start > from)) return [start, end];
  if (start >= oldEnd) return [start + newEnd - oldEnd, end + newEnd - oldEnd];
  return null;
}

// Carries the places of an answer from the text it was given for to the text as it is.
export function rebase(answer, before, after) {
  if (before === after) return;
  const change = difference(before, after);
  const place = (one) => { if (one.place) one.place = moved(one.place[0], one.place[1], change); };
  const { page } = answer;
  page.findings.forEach((one) => {
    place(one);
    one.options = one.options.map((edits) => {
      if (!edits) return null;
      const made = edits.map((edit) => ({ edit, range: moved(edit.start, edit.end, change) }));
      if (made.some((each) => !each.range)) return null;
      return made.map(({ edit, range }) => ({ ...edit, start: range[0], end: range[1] }));
    });
  });
  Object.values(page.requirements).forEach(place);
}

export function shifted(ranges, before, after) {
  if (before === after) return ranges;
  const change = difference(before, after);
  return ranges.map(([start, end]) => moved(start, end, change)).filter(Boolean);
}

// Marks are {start, end, style, finding}; where they overlap, the first given shows.
export function draw(given, now = current) {
  marks = given;
  current = now;
  known = area.value;
  const order = [...marks].sort((one, other) => one.start - other.start);
  const pieces = [];
  let at = 0;
  for (const mark of order) {
    if (mark.start < at || mark.end <= mark.start) continue;
    pieces.push(known.slice(at, mark.start));
    const element = make("mark", { class: mark.style + (mark.finding === current ? " current" : "") });
    element.textContent = known.slice(mark.start, mark.end);
    element.dataset.finding = mark.finding;
    pieces.push(element);
    at = mark.end;
  }
  // A last line that is empty has no height of its own.
  pieces.push(`${known.slice(at)}\n`);
  layer.replaceChildren(...pieces);
}

export function change(start, end, replacement) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  // Through the browser's own editing, so that its Undo knows of it.
  const done = replacement
    ? document.execCommand("insertText", false, replacement)
    : start === end || document.execCommand("delete");
  if (!done) {
    area.setRangeText(replacement, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function undo() {
  area.focus();
  document.execCommand("undo");
}

// A new text in place of the old one, which Undo does not bring back.
export function load(words) {
  area.value = words;
  area.setSelectionRange(0, 0);
  byId("sheet").scrollTop = 0;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function show(start, end, finding) {
  draw(marks, finding);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const mark = layer.querySelector(".current");
  if (mark) mark.scrollIntoView({ block: "center" });
}

export function reveal(start, end) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const range = document.createRange();
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (at + node.length > start) {
      range.setStart(node, start - at);
      const box = range.getBoundingClientRect();
      const sheet = byId("sheet");
      sheet.scrollTop += box.top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3;
      return;
    }
    at += node.length;
  }
}

// The finding at the caret, or -1.
export function findingAt(offset) {
  const mark = marks.find((one) => one.start <= offset && offset <= one.end && one.finding >= 0);
  return mark ? mark.finding : -1;
}

export const caret = () => area.selectionStart;
export const previous = () => known;
export { area };
