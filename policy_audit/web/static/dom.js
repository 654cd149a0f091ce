// Builds elements. Words of a text only ever become text nodes: nothing here parses markup.

export const byId = (id) => document.getElementById(id);

export function make(tag, settings = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "click") element.addEventListener("click", value);
    else if (name === "words") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let spoken = 0;
// Tells screen readers what happened; the same words twice are told twice.
export function say(words) {
  spoken += 1;
  byId("live").textContent = words + (spoken % 2 ? "\u00a0" : "");
}

export function notice(words) {
  const place = byId("notice");
  place.replaceChildren();
  place.hidden = !words;
  if (!words) return;
  place.append(make("span", { words }), make("button", { type: "button", words: "Close", click: () => notice("") }));
}

// Tabs by the pattern of the ARIA practices guide: arrows move, the chosen one is in the tab order.
export function tabs(list, chosen = () => {}) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const choose = (tab, focus) => {
    for (const one of all) {
      const on = one === tab;
      one.setAttribute("aria-selected", String(on));
      one.tabIndex = on ? 0 : -1;
      byId(one.getAttribute("aria-controls")).hidden = !on;
    }
    if (focus) tab.focus();
    chosen(tab.id);
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tab, false);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -all.length, End: all.length }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = all.indexOf(document.activeElement);
    const next = Math.abs(step) === 1 ? (at + step + all.length) % all.length : step < 0 ? 0 : all.length - 1;
    choose(all[next], true);
  });
  return (id) => choose(byId(id), false);
}
