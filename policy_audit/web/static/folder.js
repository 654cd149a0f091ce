// The folder tab: one file after another to the server, then the report of all of them.

import { byId, make, notice, say } from "./dom.js";
import { base64, post } from "./server.js";

const READ = /\.(docx|docm|dotx|pdf|odt|ott|rtf|doc|md|markdown|txt|text|html?|xhtml|eml|msg|zip)$/i;
const SKIPPED = /(^|\/)(\.|~\$|node_modules\/|__pycache__\/)/;
let stopped = false;

function wanted(files) {
  return [...files].filter((file) => {
    const path = file.webkitRelativePath || file.name;
    return READ.test(path) && !SKIPPED.test(path);
  }).sort((one, other) => (one.webkitRelativePath < other.webkitRelativePath ? -1 : 1));
}

function begin(count) {
  stopped = false;
  byId("folder-problems").replaceChildren();
  byId("folder-result").hidden = true;
  byId("report").hidden = true;
  byId("progress").hidden = false;
  byId("stop").hidden = false;
  byId("pick").disabled = true;
  byId("progress-bar").max = count;
}

function end() {
  byId("progress").hidden = true;
  byId("stop").hidden = true;
  byId("pick").disabled = false;
}

const problem = (path, words) => byId("folder-problems").append(make("li", { words: `${path}: ${words}` }));

async function send(folder, file) {
  const path = file.webkitRelativePath || file.name;
  if (file.size > Number(document.body.dataset.fileBytes)) {
    problem(path, "not audited, larger than this page takes.");
    return 0;
  }
  try {
    const found = await post("api/folder/file", { folder, name: path, data: await base64(file) });
    return found.documents;
  } catch (error) {
    problem(path, error.message);
    return 0;
  }
}

export async function audit(given) {
  const files = wanted(given).slice(0, Number(document.body.dataset.folderFiles));
  if (!files.length) {
    notice("That folder holds no documents that can be read.");
    return;
  }
  notice("");
  begin(files.length);
  try {
    const { folder } = await post("api/folder", {});
    let documents = 0;
    for (const [number, file] of files.entries()) {
      if (stopped) break;
      byId("progress-label").textContent = `Reading file ${number + 1} of ${files.length}: ${file.name}`;
      documents += await send(folder, file);
      byId("progress-bar").value = number + 1;
    }
    if (!documents) throw new Error("No document could be audited.");
    byId("progress-label").textContent = "Drawing the report";
    const { report } = await post("api/folder/report", { folder });
    byId("report").src = report;
    byId("report").hidden = false;
    byId("report-link").href = report;
    byId("folder-result").hidden = false;
    say(`The report of ${documents} documents is ready.`);
  } catch (error) {
    notice(error.message);
  } finally {
    end();
  }
}

export function stop() {
  stopped = true;
}
