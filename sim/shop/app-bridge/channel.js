/** The way between the framed app and the admin around it: messages, and questions that get an answer. */

const script = document.currentScript;
const shellOrigin = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;
const isFramed = window.parent !== window;

/** @type {Map<string, (value: any) => void>} */
const unanswered = new Map();
/** @type {Map<string, Set<(message: any) => void>>} */
const listeners = new Map();

export function apiKeyOfScript() {
  const meta = document.querySelector('meta[name="shopify-api-key"]');
  return script?.dataset.apiKey ?? meta?.getAttribute("content") ?? "";
}

/** What was said before the admin listened: either of the two pages may be the first to be ready. */
const early = [];
let isHeard = false;

export function tell(type, message = {}) {
  if (!isFramed) return;
  if (isHeard) post(type, message);
  else early.push({ type, message });
}

function post(type, message) {
  window.parent.postMessage({ ...message, source: "app-bridge", type }, shellOrigin);
}

/** Resolves with what the admin answers. Outside the admin nobody answers, so `alone` is taken instead. */
export function ask(type, message, alone) {
  if (!isFramed) return Promise.resolve(alone);
  const requestId = crypto.randomUUID();
  return new Promise((resolve) => {
    unanswered.set(requestId, resolve);
    tell(type, { ...message, requestId });
  });
}

export function onTold(type, listener) {
  const known = listeners.get(type) ?? new Set();
  known.add(listener);
  listeners.set(type, known);
}

export function listenToShell() {
  window.addEventListener("message", (event) => {
    if (event.origin !== shellOrigin || event.data?.source !== "admin-shell") return;
    const { type, requestId, value } = event.data;
    if (type === "ready") {
      isHeard = true;
      for (const said of early.splice(0)) post(said.type, said.message);
      return;
    }
    if (type === "answer") {
      unanswered.get(requestId)?.(value);
      unanswered.delete(requestId);
      return;
    }
    for (const listener of listeners.get(type) ?? []) listener(event.data);
  });
  if (isFramed) post("hello", {});
}

export function originOfShell() {
  return shellOrigin;
}

export function isInsideShell() {
  return isFramed;
}
