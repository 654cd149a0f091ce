// Files in and out: open, drop, copy, download.

import { byId, make, notice, say } from "./dom.js";
import { text } from "./editor.js";
import { base64, blobOf, post } from "./server.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const stem = (name) => name.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "") || "text";

// What is being written: where it came from, in which form, and the file it can be written back into.
export const origin = { name: "text", format: "txt", data: null };

export async function open(file, load) {
  if (file.size > Number(document.body.dataset.fileBytes)) {
    notice(`${file.name} is larger than this page takes. Use the command line: policy-audit check.`);
    return;
  }
  say(`Reading ${file.name}.`);
  try {
    const data = await base64(file);
    const found = await post("api/open", { name: file.name, data });
    if (found.text.length > Number(document.body.dataset.longest)) {
      notice(`${file.name} is too long to write in here. Audit it in the folder tab.`);
      return;
    }
    Object.assign(origin, { name: file.name, format: found.format, data: found.copy ? data : null });
    notice("");
    describe(found);
    load(found.text);
  } catch (error) {
    notice(`${file.name}: ${error.message}`);
  }
}

function describe(found) {
  const place = byId("file-note");
  const lines = [`From ${origin.name}.`];
  if (found.copy) lines.push("“Word” and “Tracked changes” write what you change into a copy of your file; its looks stay.");
  else if (!found.as_it_is) lines.push("Only its text is here; downloads are new files.");
  place.replaceChildren(make("p", { words: lines.join(" ") }), ...found.warnings.map((words) => make("p", { words })));
  place.hidden = false;
  byId("save-tracked").hidden = !found.copy;
}

export function forget() {
  Object.assign(origin, { name: "text", format: "txt", data: null });
  byId("file-note").hidden = true;
  byId("save-tracked").hidden = true;
}

function download(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Downloaded ${name}.`);
}

export function saveText() {
  download(new Blob([text()], { type: "text/markdown;charset=utf-8" }), `${stem(origin.name)}.md`);
}

export async function saveWord(mode) {
  const values = { text: text(), name: origin.name, format: origin.format, as: mode };
  if (origin.data) values.data = origin.data;
  try {
    const found = await post("api/save", values);
    download(blobOf(found.data, WORD), `${stem(origin.name)}${mode === "tracked" ? "-tracked" : ""}.docx`);
    const lost = found.left_out.length;
    notice(lost ? `${lost} of your changes could not be written into the file, because ${[...new Set(found.left_out)].join("; ")}.` : "");
  } catch (error) {
    notice(error.message);
  }
}

export async function copy(area) {
  try {
    await navigator.clipboard.writeText(text());
  } catch {
    area.focus();
    area.select();
    document.execCommand("copy");
  }
  say("Copied the text.");
}
