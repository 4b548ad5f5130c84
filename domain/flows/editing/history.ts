import type { FlowDocument } from "#domain/flows/definition/document";

/** A document with what it was before, and what was undone. Undo and redo walk a list of whole documents. */
export interface History {
  past: FlowDocument[];
  present: FlowDocument;
  future: FlowDocument[];
  /** What the latest edit changed: more of the same (the keys of one text) becomes one entry. Null joins with nothing. */
  topic: string | null;
}

/** Documents share what did not change, so this many cost little. */
const LONGEST = 200;

export function beginHistory(present: FlowDocument): History {
  return { past: [], present, future: [], topic: null };
}

export function edit(history: History, document: FlowDocument, topic: string | null = null): History {
  const { past, present } = history;
  if (document === present) return history;
  const isMore = topic !== null && topic === history.topic;
  return { past: isMore ? past : [...past, present].slice(-LONGEST), present: document, future: [], topic };
}

export function undo(history: History): History {
  const { past, present, future } = history;
  const before = past.at(-1);
  return before ? { past: past.slice(0, -1), present: before, future: [present, ...future], topic: null } : history;
}

export function redo(history: History): History {
  const { past, present, future } = history;
  const [next, ...later] = future;
  return next ? { past: [...past, present], present: next, future: later, topic: null } : history;
}

/** The next edit makes an entry of its own: the merchant has turned to something else. */
export function settle(history: History): History {
  return history.topic === null ? history : { ...history, topic: null };
}
