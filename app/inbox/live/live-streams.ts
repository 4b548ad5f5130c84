import type { InboxHints } from "#domain/conversations/inbox/hints";

/** One line of a stream, as JSON. open: it is there. changed: look at this conversation again. beat: it is still there. */
export type LiveLine = { kind: "open" | "beat" } | { kind: "changed"; conversationId: string };

interface Asked {
  signal: AbortSignal;
  isAdmitted: () => Promise<boolean>;
}

export interface LiveStreams {
  /**
   * Tells of a shop's conversations, a line each, until `signal`, `end`, or `isAdmitted` says that the person may no longer
   * see them: it is asked before each line. Null when too many streams are open.
   */
  open(shopId: string, hints: InboxHints, asked: Asked): ReadableStream<Uint8Array> | null;
  /** Ends all streams, for a process that is about to stop: pages then look again by themselves. */
  end(): void;
}

/** Each holds a connection: of one shop (its people's tabs) and of all shops together. */
const MOST_PER_SHOP = 20;
const MOST_IN_ALL = 500;
const BEAT_MS = 15_000;
/** Then the page opens the next, with a session token that is still good. */
const LONGEST_MS = 5 * 60_000;
/** Lines that wait for a browser that does not read. */
const MOST_WAITING = 100;

/** The live streams of this process. */
export function createLiveStreams(): LiveStreams {
  const openOf = new Map<string, Set<() => void>>();
  let isOver = false;
  let inAll = 0;

  function admit(shopId: string, finish: () => void): (() => void) | null {
    const own = openOf.get(shopId) ?? new Set();
    if (isOver || inAll >= MOST_IN_ALL || own.size >= MOST_PER_SHOP) return null;
    openOf.set(shopId, own.add(finish));
    inAll += 1;
    return () => {
      if (!own.delete(finish)) return;
      inAll -= 1;
      if (own.size === 0) openOf.delete(shopId);
    };
  }

  return {
    open(shopId, hints, { signal, isAdmitted }) {
      let finish = () => {};
      const leave = admit(shopId, () => finish());
      if (leave === null) return null;
      return streamLines((send, close) => {
        const isStillAdmitted = shareAnswer(isAdmitted);
        // Closed as well when no one can say.
        const tell = (line: LiveLine) =>
          void isStillAdmitted().then(
            (isIn) => (isIn ? send(line) : finish()),
            () => finish(),
          );
        const stopHearing = hints.listen(shopId, (conversationId) => tell({ kind: "changed", conversationId }));
        const beat = setInterval(() => tell({ kind: "beat" }), BEAT_MS);
        const longest = setTimeout(() => finish(), LONGEST_MS);
        finish = () => {
          clearInterval(beat);
          clearTimeout(longest);
          stopHearing();
          leave();
          close();
        };
        signal.addEventListener("abort", finish, { once: true });
        if (signal.aborted) finish();
        else send({ kind: "open" });
        return () => finish();
      });
    },
    end() {
      isOver = true;
      for (const own of [...openOf.values()]) for (const finish of [...own]) finish();
    },
  };
}

/** Lines that come while it is being asked share the answer: a hundred at once ask once. */
function shareAnswer(ask: () => Promise<boolean>): () => Promise<boolean> {
  let underWay: Promise<boolean> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/** A stream of JSON lines. `begin` is given what sends a line and what closes the stream, and returns what ends it from within. */
function streamLines(
  begin: (send: (line: LiveLine) => void, close: () => void) => () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let finish = () => {};
  let isClosed = false;
  return new ReadableStream(
    {
      start(controller) {
        const close = () => {
          if (isClosed) return;
          isClosed = true;
          controller.close();
        };
        const send = (line: LiveLine) => {
          if (isClosed) return;
          if ((controller.desiredSize ?? 0) <= 0) return finish();
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        };
        finish = begin(send, close);
      },
      cancel() {
        isClosed = true;
        finish();
      },
    },
    { highWaterMark: MOST_WAITING },
  );
}
