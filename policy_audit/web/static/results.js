// The results as lists: the form in which a keyboard and a screen reader meet them, and everybody else too.

import { byId, make } from "./dom.js";

export const PRIORITY = { error: "Do first", warning: "Do next", advice: "Consider" };
const ORDER = { error: 0, warning: 1, advice: 2 };

const short = (words, most = 60) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);

// Numbers of the findings on words, the most important first.
export function wordingOrder(document) {
  return document.findings
    .map((finding, at) => ({ finding, at }))
    .filter(({ finding }) => finding.span && !finding.suppressed)
    .sort((one, other) => ORDER[one.finding.severity] - ORDER[other.finding.severity] || one.at - other.at)
    .map(({ at }) => at);
}

function replacementLabel(edits, words) {
  if (edits.length === 1) {
    const [edit] = edits;
    if (!edit.replacement) return `Take out “${short(words.slice(edit.start, edit.end), 40)}”`;
    return `Replace with “${short(edit.replacement)}”`;
  }
  return `Change ${edits.length} places: ${short(edits.map((edit) => `“${edit.replacement}”`).join(", "))}`;
}

function findingCard(answer, at, words, act) {
  const finding = answer.documents[0].findings[at];
  const placed = answer.page.findings[at];
  const name = short(finding.span.text, 80);
  const buttons = placed.options
    .map((edits, number) => edits && make("button", {
      type: "button", class: "fix", "data-role": `fix-${number}`, words: replacementLabel(edits, words),
      click: () => act.replace(at, number),
    }))
    .filter(Boolean)
    .slice(0, 4);
  const advice = finding.suggestions.filter((one, number) => !placed.options[number]).slice(0, 3);
  return make(
    "li",
    { class: `card ${finding.severity}`, "data-key": `${finding.fingerprint}-${finding.rule}`, "data-at": at },
    make("h3", {}, make("span", { class: `tag ${finding.severity}`, words: PRIORITY[finding.severity] }), make("span", { words: `“${name}”` })),
    make("p", { class: "said", words: finding.message }),
    ...advice.map((one) => make("p", { class: "small soft", words: `→ ${one.text}` })),
    make("div", { class: "buttons" },
      placed.place && make("button", { type: "button", "data-role": "show", click: () => act.show(at) }, "Show", make("span", { class: "sr", words: ` “${name}” in the text` })),
      ...buttons),
    reasons(finding.why, finding.source),
  );
}

export function reasons(why, source) {
  if (!why && !source) return null;
  return make("details", {}, make("summary", { words: "Why" }), why && make("p", { words: why }), source && make("p", { class: "small soft", words: `Source: ${source}` }));
}

// Puts new items in place of the old; the focus and what was opened stay where they were.
export function refresh(list, items) {
  const focused = document.activeElement && list.contains(document.activeElement) ? document.activeElement : null;
  const before = [...list.querySelectorAll("[data-key]")];
  const item = focused && focused.closest("[data-key]");
  const key = item && item.dataset.key;
  const number = item ? before.indexOf(item) : -1;
  const role = focused && focused.dataset.role;
  const isOpen = new Set([...list.querySelectorAll("details[open]")].map((one) => keyOf(one)));
  const top = list.closest(".results").scrollTop;
  list.replaceChildren(...items);
  list.querySelectorAll("details").forEach((one) => { if (isOpen.has(keyOf(one))) one.open = true; });
  list.closest(".results").scrollTop = top;
  if (!focused) return;
  const after = [...list.querySelectorAll("[data-key]")];
  const next = after.find((one) => one.dataset.key === key) || after[Math.min(number, after.length - 1)];
  const target = next && ((role && next.querySelector(`[data-role="${role}"]`)) || next.querySelector("button, summary"));
  (target || byId("results-heading")).focus({ preventScroll: !target });
}

function keyOf(details) {
  const item = details.closest("[data-key]");
  return details.dataset.name || (item ? item.dataset.key : "");
}

export function findings(answer, words, act) {
  const order = wordingOrder(answer.documents[0]);
  refresh(byId("findings"), order.map((at) => findingCard(answer, at, words, act)));
  byId("wording-count").textContent = order.length;
  byId("no-findings").hidden = order.length > 0;
}

export function score(answer, act) {
  const place = byId("score");
  const found = answer.page.score;
  place.hidden = !found;
  if (!found) return;
  const bar = make("div");
  bar.style.width = `${found.points}%`;
  const raise = found.edits.map((id) => {
    const known = answer.page.requirements[id];
    return make("li", { "data-key": `raise-${id}` }, make("span", { class: "gain", words: `+${known.gain}` }),
      make("button", { type: "button", "data-role": "go", words: known.title, click: () => act.go(id) }));
  });
  refresh(place, [
    make("div", { class: "points" }, make("b", { words: found.points }), make("span", { words: "of 100 points" }), make("div", { class: "track", "aria-hidden": "true" }, bar), make("span", { class: "there", words: `${found.there} of ${found.asked} checks there` })),
    make("div", {}, make("h3", { words: raise.length ? "What raises it most" : "Nothing left to add" }), make("ul", { class: "raise" }, ...raise)),
  ]);
}

export function figures(readability) {
  if (!readability || !readability.words) {
    byId("figures").textContent = "";
    return;
  }
  const count = readability.words.toLocaleString("en-GB");
  byId("figures").textContent = `${count} words · reading age ${readability.age} · ${readability.mean_sentence} words a sentence`;
}
