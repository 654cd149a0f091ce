// Asks our own server. The token comes in the address behind "#", which browsers do not send, and stays in this tab.

const NAME = "policy-audit-token";

function takeToken() {
  const given = /[#&]token=([\w-]+)/.exec(location.hash);
  try {
    if (given) {
      sessionStorage.setItem(NAME, given[1]);
      history.replaceState(null, "", location.pathname);
    }
    return sessionStorage.getItem(NAME) || "";
  } catch {
    return given ? given[1] : "";
  }
}

const token = takeToken();

export const admitted = () => Boolean(token) || document.body.dataset.proxy === "yes";

// What the server answers. Throws an Error whose message is fit for people.
export async function post(path, values, signal) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers["X-Policy-Audit-Token"] = token;
  for (let attempt = 0; ; attempt += 1) {
    let answer;
    try {
      const body = JSON.stringify(values);
      answer = await fetch(path, { method: "POST", headers, body, signal, credentials: "same-origin" });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The server does not answer. Is it still running?");
    }
    if (answer.status === 429 && attempt < 5) {
      await new Promise((done) => setTimeout(done, 400 * (attempt + 1)));
      continue;
    }
    const found = await answer.json().catch(() => ({ error: { message: "The server gave no answer.", remedy: "" } }));
    if (!answer.ok || found.error) {
      throw new Error(`${found.error.message} ${found.error.remedy || ""}`.trim());
    }
    return found;
  }
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = [];
  for (let at = 0; at < bytes.length; at += 32768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
  return btoa(parts.join(""));
}

export function blobOf(text, type) {
  const letters = atob(text);
  return new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))], { type });
}
