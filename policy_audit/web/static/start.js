// Ties the page together: when to check, what the buttons do.

import { checklist } from "./checklist.js";
import { byId, notice, say, tabs } from "./dom.js";
import * as editor from "./editor.js";
import * as files from "./files.js";
import * as folder from "./folder.js";
import * as results from "./results.js";
import { admitted, post } from "./server.js";

const EXAMPLE = `Handyman wanted

We are looking for a young, dynamic rockstar to join our team of guys. You will man the maintenance desk and fix whatever comes your way.

Essential
- Minimum of five years' experience
- Native English speaker
- Full clean driving licence and your own car
- Thick skin and a great sense of humour

Competitive salary. He who hesitates is lost: send your CV with a photo to jobs@larkspur.example.`;
const ADVERT_LIKE = 1500;
// Pause in the typing after which the text is checked, and the longest one goes unchecked, in milliseconds.
const PAUSE = 100;
// Answers slower than this mean a busy server, which is then asked less often.
const SLOW = 400;
const LONGEST = 800;

let answer = null;
let answered = "";
let inserted = [];
let assumed = "";
let waiting = 0;
let oldest = 0;
let busy = false;
let again = false;
let lastTook = 0;
let counted = -1;

const chooseResult = tabs(byId("result-tabs"));
tabs(byId("tabs"));

function marks() {
  const document = answer.documents[0];
  const own = results.wordingOrder(document)
    .filter((at) => answer.page.findings[at].place)
    .map((at) => ({ start: answer.page.findings[at].place[0], end: answer.page.findings[at].place[1], style: document.findings[at].severity, finding: at }));
  return [...own, ...inserted.map(([start, end]) => ({ start, end, style: "inserted", finding: -1 }))];
}

function paint(current = -1) {
  editor.draw(answer ? marks() : [], current);
}

function later() {
  const now = performance.now();
  if (!oldest) oldest = now;
  clearTimeout(waiting);
  const pause = lastTook > SLOW ? Math.min(lastTook, 2000) : PAUSE;
  waiting = setTimeout(check, Math.max(0, Math.min(pause, oldest + LONGEST + lastTook - now)));
}

function asked() {
  const kind = byId("kind").value;
  return {
    text: editor.text(), name: files.origin.name, format: files.origin.format,
    kind: kind === "auto" && assumed ? assumed : kind, variant: byId("variant").value,
  };
}

async function check() {
  if (busy) { again = true; return; }
  const values = asked();
  if (!values.text.trim()) { clear(); return; }
  if (values.text.length > Number(document.body.dataset.longest)) {
    notice("This text is longer than the page takes. Drop it as a file in the folder tab.");
    return;
  }
  busy = true;
  const typed = oldest;
  oldest = 0;
  const began = performance.now();
  try {
    const found = await post("api/check", { ...values, page: true });
    lastTook = performance.now() - began;
    const [one] = found.documents;
    if (one.error) throw new Error(`${one.error.message} ${one.error.remedy}`);
    if (!one.kinds.length && values.kind === "auto" && one.words < ADVERT_LIKE) {
      assumed = "job-advert";
      again = true;
    } else {
      show(found, values.text);
      performance.measure("check", { start: began });
      if (typed) performance.measure("typed-to-marks", { start: typed });
    }
  } catch (error) {
    notice(error.message);
  } finally {
    busy = false;
    if (again) { again = false; later(); }
  }
}

function show(found, words) {
  editor.rebase(found, words, editor.text());
  answer = found;
  answered = editor.text();
  paint();
  byId("empty").hidden = true;
  byId("answer").hidden = false;
  const [document] = answer.documents;
  const kind = document.kinds.map((one) => byId("kind").querySelector(`[value="${one}"]`)?.textContent || one).join(" and ");
  byId("taken").textContent = kind ? `Checked as ${kind.toLowerCase().replace("edi", "EDI")}${byId("kind").value === "auto" ? "; choose another kind above the text if that is wrong" : ""}.` : "What kind of document this is cannot be told: choose it above the text.";
  results.figures(answer.page.readability);
  results.score(answer, act);
  results.findings(answer, answered, act);
  checklist(answer, act);
  const count = results.wordingOrder(document).length;
  if (count !== counted) say(`${count} wording points${answer.page.score ? `, ${answer.page.score.points} of 100 points` : ""}.`);
  counted = count;
}

function clear() {
  answer = null;
  assumed = "";
  inserted = [];
  counted = -1;
  paint();
  results.figures(null);
  byId("empty").hidden = false;
  byId("answer").hidden = true;
}

function apply(edits) {
  const back = document.activeElement;
  for (const edit of [...edits].sort((one, other) => other.start - one.start)) editor.change(edit.start, edit.end, edit.replacement);
  return back;
}

const act = {
  show(at) {
    const { place } = answer.page.findings[at];
    if (place) editor.show(place[0], place[1], at);
  },
  replace(at, number) {
    const edits = answer.page.findings[at].options[number];
    if (!edits) return;
    const finding = answer.documents[0].findings[at];
    const back = apply(edits);
    back.focus({ preventScroll: true });
    say(`Changed “${finding.span.text}”.`);
  },
  place(id) {
    const { place } = answer.page.requirements[id];
    if (place) editor.reveal(place[0], place[1]);
  },
  go(id) {
    chooseResult("tab-list");
    const card = byId(`check-${id}`);
    if (!card) return;
    card.scrollIntoView({ block: "center" });
    (card.querySelector("button, summary") || byId("tab-list")).focus({ preventScroll: true });
  },
  async insert(id) {
    const values = asked();
    try {
      const found = await post("api/propose", { ...values, rule: id });
      if (!found.edits.length) { notice("There is no text for this one: write it in your own words."); return; }
      if (editor.text() !== values.text) { notice("The text changed meanwhile: try again."); return; }
      apply(found.edits);
      const [edit] = found.edits;
      const start = edit.start + (edit.replacement.length - edit.replacement.trimStart().length);
      const end = edit.start + edit.replacement.trimEnd().length;
      inserted.push([start, end]);
      paint();
      editor.reveal(start, end);
      say("Inserted. It is selected: change names and figures to your own.");
      byId("file-note").hidden = false;
      if (!byId("file-note").querySelector(".model-note")) {
        const note = document.createElement("p");
        note.className = "model-note";
        note.textContent = "Inserted text has a wavy green line: make sure that every name, figure and promise in it is true for you.";
        byId("file-note").append(note);
      }
    } catch (error) {
      notice(error.message);
    }
  },
};

editor.area.addEventListener("input", () => {
  const before = editor.previous();
  const after = editor.text();
  if (answer) editor.rebase(answer, answered, after);
  answered = after;
  inserted = editor.shifted(inserted, before, after);
  paint();
  later();
});
editor.area.addEventListener("keydown", (event) => {
  if (event.key === "Escape") byId("results-heading").focus();
});
editor.area.addEventListener("click", () => {
  const at = editor.findingAt(editor.caret());
  document.querySelectorAll(".card.current").forEach((one) => one.classList.remove("current"));
  const card = at >= 0 && document.querySelector(`#findings [data-at="${at}"]`);
  if (!card || editor.area.selectionStart !== editor.area.selectionEnd) return;
  chooseResult("tab-wording");
  card.classList.add("current");
  const panel = card.closest(".results");
  if (panel.scrollHeight > panel.clientHeight) panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 80;
});

function loaded(words) {
  assumed = "";
  inserted = [];
  editor.load(words);
  oldest = 0;
  check();
}

const start = (words) => { files.forget(); loaded(words); };
byId("example").addEventListener("click", () => { start(EXAMPLE); editor.area.focus({ preventScroll: true }); });
byId("kind").addEventListener("change", check);
byId("variant").addEventListener("change", check);
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", () => {
  const [file] = byId("file").files;
  if (file) files.open(file, loaded);
  byId("file").value = "";
});
byId("undo").addEventListener("click", editor.undo);
byId("copy").addEventListener("click", () => files.copy(editor.area));
byId("save-text").addEventListener("click", files.saveText);
byId("save-word").addEventListener("click", () => files.saveWord("clean"));
byId("save-tracked").addEventListener("click", () => files.saveWord("tracked"));
byId("pick").addEventListener("click", () => byId("folder").click());
byId("stop").addEventListener("click", folder.stop);
byId("folder").addEventListener("change", () => { folder.audit(byId("folder").files); byId("folder").value = ""; });

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (![...(event.dataTransfer?.types || [])].includes("Files")) return;
    event.preventDefault();
    byId("sheet").classList.toggle("dropping", kind === "dragover");
    if (kind !== "drop") return;
    const [file] = event.dataTransfer.files;
    if (file) files.open(file, loaded);
  });
}

if (!admitted()) notice("This page was opened without its key. Open the address that “policy-audit serve” printed.");
paint();
