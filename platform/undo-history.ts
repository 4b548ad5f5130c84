/** Something that is edited, with what it was before and what was undone. Undo and redo walk a list of whole contents. */
export interface History<Content> {
  past: Content[];
  present: Content;
  future: Content[];
  /** What the latest edit changed: more of the same (the keys of one text) becomes one entry. Null joins with nothing. */
  topic: string | null;
}

/** Contents share what did not change, so this many cost little. */
const LONGEST = 200;

export function beginHistory<Content>(present: Content): History<Content> {
  return { past: [], present, future: [], topic: null };
}

export function edit<Content>(
  history: History<Content>,
  content: Content,
  topic: string | null = null,
): History<Content> {
  const { past, present } = history;
  if (content === present) return history;
  const isMore = topic !== null && topic === history.topic;
  return { past: isMore ? past : [...past, present].slice(-LONGEST), present: content, future: [], topic };
}

export function undo<Content>(history: History<Content>): History<Content> {
  const { past, present, future } = history;
  const before = past.at(-1);
  return before === undefined
    ? history
    : { past: past.slice(0, -1), present: before, future: [present, ...future], topic: null };
}

export function redo<Content>(history: History<Content>): History<Content> {
  const { past, present, future } = history;
  const [next, ...later] = future;
  return next === undefined ? history : { past: [...past, present], present: next, future: later, topic: null };
}

/** The next edit makes an entry of its own: the merchant has turned to something else. */
export function settle<Content>(history: History<Content>): History<Content> {
  return history.topic === null ? history : { ...history, topic: null };
}
