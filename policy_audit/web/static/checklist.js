// The other half of the results: what an advert should tell people, and the frameworks a policy is measured by.

import { byId, make } from "./dom.js";
import { PRIORITY, reasons, refresh } from "./results.js";

const STATE = {
  missing: ["Missing", "error"], weak: ["Weak", "warning"], present: ["There", "good"],
  absent: ["Not found", "error"], mentioned: ["Only mentioned", "warning"], committed: ["Committed", "good"], full: ["Full", "good"],
};
const ORDER = { error: 0, warning: 1, advice: 2 };
const SIGN = { error: "✗", warning: "◐", good: "✓" };

function stateOf(requirement, known) {
  // A fault is something there that should not be: it is not "missing".
  const open = requirement.result ? requirement.result !== "present" : !requirement.passed;
  if (known.fault) return open ? ["To mend", "error"] : ["Fine", "good"];
  if (requirement.result) return STATE[requirement.result];
  const [words, style] = STATE[requirement.level];
  return [words, requirement.passed ? "good" : style === "good" ? "warning" : style];
}

function card(answer, requirement, act, heading) {
  const known = answer.page.requirements[requirement.id];
  const [words, style] = stateOf(requirement, known);
  const done = style === "good";
  const missing = requirement.missing.length ? `Missing: ${requirement.missing.join(", ")}.` : "";
  const note = requirement.note ? `${requirement.note[0].toUpperCase()}${requirement.note.slice(1)}.`.replace(/\.\.$/, ".") : "";
  const points = known.gain && !done ? `+${known.gain} points` : "";
  return make(
    "li",
    { class: `card ${done ? "good" : requirement.severity}`, "data-key": requirement.id, id: `check-${requirement.id}` },
    make(heading, {}, make("span", { class: `tag ${style}`, words: `${SIGN[style]} ${words}` }), make("span", { words: known.title })),
    make("p", { class: "small soft", words: [done ? "" : PRIORITY[requirement.severity], points, note || missing].filter(Boolean).join(" · ") }),
    !done && requirement.model_clause && make("div", { class: "model", words: requirement.model_clause }),
    make("div", { class: "buttons" },
      !done && known.insertable && make("button", { type: "button", class: "fix", "data-role": "insert", click: () => act.insert(requirement.id) }, "Insert this text", make("span", { class: "sr", words: `: ${known.title}` })),
      known.place && make("button", { type: "button", "data-role": "show", click: () => act.place(requirement.id) }, done ? "Show" : "Show what is there", make("span", { class: "sr", words: `: ${known.title}` }))),
    reasons(known.why, known.source),
  );
}

const byWeight = (page) => (one, other) =>
  page.requirements[other.id].gain - page.requirements[one.id].gain || ORDER[one.severity] - ORDER[other.severity];

function group(title, cards, name, closed) {
  const list = make("ul", { class: "cards" }, ...cards);
  if (!closed) return make("div", { class: "group" }, make("h3", { words: title }), list);
  return make("details", { class: "group", "data-name": name }, make("summary", { words: title }), list);
}

function adverts(answer, act) {
  const asked = answer.documents[0].requirements.filter((one) => one.result && one.result !== "na");
  const isFault = (one) => answer.page.requirements[one.id].fault;
  const of = (test) => asked.filter(test).sort(byWeight(answer.page));
  const missing = of((one) => one.result === "missing" && !isFault(one));
  const weak = of((one) => one.result === "weak" && !isFault(one));
  const faults = of((one) => one.result !== "present" && isFault(one));
  const there = of((one) => one.result === "present");
  const all = (list) => list.map((one) => card(answer, one, act, "h4"));
  const parts = [];
  if (missing.length) parts.push(group(`Missing (${missing.length})`, all(missing)));
  if (weak.length) parts.push(group(`Weak (${weak.length})`, all(weak)));
  if (faults.length) parts.push(group(`To mend (${faults.length})`, all(faults)));
  if (there.length) parts.push(group(`There (${there.length})`, there.map((one) => card(answer, one, act, "h4")), "there", true));
  return [parts, missing.length + weak.length + faults.length];
}

function frameworks(answer, act) {
  const asked = answer.documents[0].requirements.filter((one) => one.applies && !one.result);
  const open = asked.filter((one) => !one.passed).length;
  const parts = answer.page.frameworks.map((frame) => {
    const own = asked.filter((one) => one.frameworks.includes(frame.id));
    const ordered = [...own].sort((one, other) => Number(one.passed) - Number(other.passed) || ORDER[one.severity] - ORDER[other.severity]);
    const bar = make("div");
    bar.style.width = `${(100 * frame.passed) / Math.max(1, frame.applicable)}%`;
    const details = make("details", { class: "frame", "data-name": frame.id },
      make("summary", {}, make("h3", { words: frame.title }), make("span", { class: "small soft", words: `${frame.passed} of ${frame.applicable} met` }), make("div", { class: "track", "aria-hidden": "true" }, bar)));
    // A framework has dozens of cards; they are made when somebody looks.
    const fill = () => {
      if (!details.open || details.querySelector("ul")) return;
      details.append(make("ul", { class: "cards" }, ...ordered.map((one) => {
        const made = card(answer, one, act, "h4");
        made.id = `check-${frame.id}-${one.id}`;
        made.dataset.key = `${frame.id}/${one.id}`;
        return made;
      })));
    };
    details.fill = fill;
    details.addEventListener("toggle", fill);
    return details;
  });
  return [parts, open];
}

export function checklist(answer, act) {
  const list = byId("list");
  const isAdvert = Boolean(answer.page.score);
  const [parts, count] = isAdvert ? adverts(answer, act) : frameworks(answer, act);
  byId("list-name").textContent = isAdvert ? "Checklist" : "Frameworks";
  byId("list-count").textContent = count;
  const open = new Set([...list.querySelectorAll("details.frame[open]")].map((one) => one.dataset.name));
  parts.forEach((one) => { if (open.has(one.dataset.name)) { one.open = true; one.fill(); } });
  if (!parts.length) parts.push(make("p", { class: "soft", words: "Say above what kind of document this is, and the statements it should hold are listed here." }));
  refresh(list, parts);
}
