import type { Frame, Page } from "playwright-core";

/** Without a change for so long, a page counts as at rest. */
const REST_MS = 200;
/** A page that never comes to rest is read all the same. */
const PATIENCE_MS = 5_000;
const MOST_READINGS = 5;

interface Held {
  changes: number;
  letGo(): void;
}

declare global {
  interface Window {
    held?: Held;
  }
}

/**
 * Reads a page that stands still: nothing fades or moves, and the document is at rest. If the page changes during the reading
 * (its data came in, or it was replaced by another page), it is read again, five times at most. The last reading holds.
 */
export async function readStandingStill<Reading>(frame: Frame | Page, read: () => Promise<Reading>): Promise<Reading> {
  for (let turn = 1; turn < MOST_READINGS; turn += 1) {
    const { reading, hasChanged } = await readOnce(frame, read).catch((error: unknown) => {
      if (!wasReplaced(error)) throw error;
      return { reading: undefined, hasChanged: true };
    });
    if (!hasChanged) return reading as Reading;
  }
  return (await readOnce(frame, read)).reading;
}

async function readOnce<Reading>(frame: Frame | Page, read: () => Promise<Reading>) {
  await frame.evaluate(hold, { restMs: REST_MS, patienceMs: PATIENCE_MS });
  const reading = await read();
  return { reading, hasChanged: await frame.evaluate(letGo) };
}

/** The browser's word for it when a script's document goes away. */
function wasReplaced(error: unknown): boolean {
  return error instanceof Error && /context was destroyed/.test(error.message);
}

/** Runs in the page: stops what moves, waits until the document is at rest and counts its changes from then on. */
async function hold({ restMs, patienceMs }: { restMs: number; patienceMs: number }): Promise<void> {
  window.held?.letGo();
  const style = document.createElement("style");
  // Not "none": what an animation ends with stays, and the page still hears that a transition has ended.
  style.textContent = `*, *::before, *::after {
    transition-duration: 1ms !important; transition-delay: 0s !important;
    animation-duration: 1ms !important; animation-delay: 0s !important; animation-iteration-count: 1 !important;
  }`;
  document.head.append(style);
  // The style does not shorten a transition that is already running.
  for (const it of document.getAnimations())
    if (it.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY) it.finish();
  let lastChange = performance.now();
  const held: Held = { changes: 0, letGo: () => {} };
  const observer = new MutationObserver((records) => {
    lastChange = performance.now();
    held.changes += records.length;
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  held.letGo = () => {
    held.changes += observer.takeRecords().length;
    observer.disconnect();
    style.remove();
    delete window.held;
  };
  window.held = held;
  const until = performance.now() + patienceMs;
  while (performance.now() - lastChange < restMs && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, restMs / 4));
  held.changes = 0;
}

/** Runs in the page: undoes `hold` and tells whether the document has changed since. */
function letGo(): boolean {
  const { held } = window;
  // Another document has taken the place of the one that was held.
  if (!held) return true;
  held.letGo();
  return held.changes > 0;
}
