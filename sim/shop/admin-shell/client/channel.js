/** The way to the framed app: only its own window and origin are listened to. */
export const frame = document.getElementById("app-frame");
const { origin } = frame.dataset;
/** @type {Map<string, (message: any) => void>} */
const handlers = new Map();

export function tell(type, message = {}) {
  frame.contentWindow?.postMessage({ ...message, source: "admin-shell", type }, origin);
}

export function answer({ requestId }, value) {
  tell("answer", { requestId, value });
}

export function onTold(type, handler) {
  handlers.set(type, handler);
}

window.addEventListener("message", (event) => {
  if (event.origin !== origin || event.data?.source !== "app-bridge") return;
  handlers.get(event.data.type)?.(event.data);
});
