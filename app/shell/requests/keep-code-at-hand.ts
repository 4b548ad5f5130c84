/** Milliseconds after which a browser that is never idle loads the next file all the same. */
const PATIENCE_MS = 10_000;

/**
 * Loads the code of every page while the browser is idle. A page's code that cannot be loaded when it is needed makes Remix
 * reload the frame, which offline, or after a deploy, would show the browser's own error page instead of the app.
 */
export function keepCodeAtHand(): () => void {
  const routes = Object.values(window.__remixManifest?.routes ?? {});
  const files = [...new Set(routes.flatMap(({ module, imports = [] }) => [module, ...imports]))].filter(isMissing);
  let isOver = false;
  const next = () => {
    const file = files.shift();
    if (isOver || file === undefined) return;
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = file;
    link.onload = later;
    link.onerror = later;
    document.head.append(link);
  };
  const later = () => whenIdle(next);
  later();
  return () => {
    isOver = true;
  };
}

function isMissing(file: string): boolean {
  return document.querySelector(`link[rel=modulepreload][href="${CSS.escape(file)}"]`) === null;
}

function whenIdle(work: () => void): void {
  // Safari has none.
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: PATIENCE_MS });
  else setTimeout(work, 200);
}
