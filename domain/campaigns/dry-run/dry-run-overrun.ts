/** Texts that may leave from one moment to another. Times in milliseconds since 1970. */
export interface DueTexts {
  at: number;
  closesAt: number;
  signature: string;
  /** Of each. */
  parts: number;
  count: number;
}

/** Texts whose window closes before their turn comes. */
export interface LateTexts {
  count: number;
  closesAt: number;
  /** When they go on; null when they expire instead. */
  until: number | null;
}

export interface Overrun {
  /** When the last has left. */
  endsAt: number;
  /** Each time a window closes on some; the same people may be late twice. */
  late: LateTexts[];
  /** Texts that never leave. */
  expired: number;
}

interface Backlog extends DueTexts {
  left: number;
}

type NextWindow = (signature: string, at: number) => { at: number; closesAt: number } | null;

/**
 * Serves texts at so many parts a second as dispatch does: of what may leave, whichever window closes first. What is not
 * served by then waits for its next window (`next`; null: it expires first). Pure.
 */
export function serveInOrder(texts: DueTexts[], partsPerSecond: number, now: number, next: NextWindow): Overrun {
  const perMs = partsPerSecond / 1_000;
  const coming = mergeTexts(texts).sort((a, b) => b.at - a.at);
  const served: Overrun = { endsAt: now, late: [], expired: 0 };
  let open: Backlog[] = [];
  let at = now;
  while (coming.length > 0 || open.length > 0) {
    for (let first = coming.at(-1); first && first.at <= at; first = coming.at(-1)) open.push(coming.pop() ?? first);
    const [closed, still] = [
      open.filter(({ closesAt }) => closesAt <= at),
      open.filter(({ closesAt }) => closesAt > at),
    ];
    open = still;
    for (const backlog of closed) putOff(backlog, next, served, coming);
    const current = open.reduce<Backlog | null>((best, it) => (best && best.closesAt <= it.closesAt ? best : it), null);
    const nextDue = coming.at(-1)?.at ?? Number.POSITIVE_INFINITY;
    if (current === null) {
      if (coming.length > 0) at = Math.max(at, nextDue);
      continue;
    }
    const until = Math.min(at + current.left / perMs, nextDue, current.closesAt);
    const isDone = until >= at + current.left / perMs;
    current.left = isDone ? 0 : current.left - (until - at) * perMs;
    at = until;
    if (isDone) {
      served.endsAt = at;
      open = open.filter((it) => it !== current);
    }
  }
  return served;
}

function putOff(backlog: Backlog, next: NextWindow, served: Overrun, coming: Backlog[]): void {
  const count = Math.ceil(backlog.left / backlog.parts);
  if (count === 0) return;
  const again = next(backlog.signature, backlog.closesAt);
  served.late.push({ count, closesAt: backlog.closesAt, until: again?.at ?? null });
  if (again === null) served.expired += count;
  else insertBacklog(coming, { ...backlog, ...again, count, left: count * backlog.parts });
}

/** Latest first, so that the next due is at the end. */
function insertBacklog(coming: Backlog[], backlog: Backlog): void {
  const place = coming.findIndex(({ at }) => at < backlog.at);
  coming.splice(place === -1 ? coming.length : place, 0, backlog);
}

/** Texts of one moment, window and place are one backlog, of texts of their average length. */
function mergeTexts(texts: DueTexts[]): Backlog[] {
  const groups = Map.groupBy(texts, ({ at, closesAt, signature }) => `${at} ${closesAt} ${signature}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const count = group.reduce((sum, it) => sum + it.count, 0);
    const left = group.reduce((sum, it) => sum + it.count * it.parts, 0);
    return first && left > 0 ? [{ ...first, count, parts: left / count, left }] : [];
  });
}
