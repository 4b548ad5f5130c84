import { useEffect, useRef } from "react";
import { z } from "zod";

/** While the stream is there it tells of changes at once; polling finds what it has lost. */
const POLL_BESIDE_STREAM_MS = 30_000;
/** While it is away, polling is all there is. */
const POLL_ALONE_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Longer than two beats of the server's: the stream is dead though no one said so. */
const SILENT_MS = 40_000;

const liveLine = z.union([
  z.object({ kind: z.enum(["open", "beat"]) }),
  z.object({ kind: z.literal("changed"), conversationId: z.string() }),
]);

/**
 * Calls `onHint` with the conversations that changed, or with null to look again at whatever is shown: now and then, and each
 * five seconds while there is no stream. Not while no one looks at the page. Load the page's data again in it.
 */
export function useLiveInbox(onHint: (conversationIds: string[] | null) => void): void {
  const latest = useRef(onHint);
  latest.current = onHint;
  useEffect(() => {
    const leaving = new AbortController();
    const tell = (ids: string[] | null) => document.visibilityState === "visible" && latest.current(ids);
    let polledAt = Date.now();
    let isLive = false;
    const poll = setInterval(() => {
      if (Date.now() - polledAt < (isLive ? POLL_BESIDE_STREAM_MS : POLL_ALONE_MS)) return;
      polledAt = Date.now();
      tell(null);
    }, 1_000);
    const lookAgain = () => document.visibilityState === "visible" && latest.current(null);
    document.addEventListener("visibilitychange", lookAgain);
    void keepStreaming(leaving.signal, tell, (live) => {
      isLive = live;
    });
    return () => {
      leaving.abort();
      clearInterval(poll);
      document.removeEventListener("visibilitychange", lookAgain);
    };
  }, []);
}

async function keepStreaming(
  leaving: AbortSignal,
  tell: (ids: string[] | null) => void,
  setLive: (isLive: boolean) => void,
): Promise<void> {
  let retryMs = FIRST_RETRY_MS;
  while (!leaving.aborted) {
    const wasOpen = await readStream(leaving, tell, setLive).catch(() => false);
    setLive(false);
    if (wasOpen) {
      retryMs = FIRST_RETRY_MS;
      // What changed since it ended was told to no one.
      tell(null);
    } else retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    await pause(retryMs, leaving);
  }
}

/** Reads one stream to its end. False when it never opened. */
async function readStream(
  leaving: AbortSignal,
  tell: (ids: string[] | null) => void,
  setLive: (isLive: boolean) => void,
): Promise<boolean> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENT_MS);
  let wasOpen = false;
  try {
    const response = await fetch("/inbox/live", { signal: AbortSignal.any([leaving, silence.signal]) });
    if (response.status !== 200 || !response.body) return false;
    for await (const line of linesOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_MS);
      const read = liveLine.safeParse(JSON.parse(line));
      if (!read.success) continue;
      if (read.data.kind === "changed") tell([read.data.conversationId]);
      else if (read.data.kind === "open") {
        wasOpen = true;
        setLive(true);
      }
    }
  } catch {
    // Cut off: the caller opens the next.
  } finally {
    clearTimeout(timer);
  }
  return wasOpen;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
}

function pause(ms: number, leaving: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const leave = () => {
      clearTimeout(timer);
      resolve();
    };
    leaving.addEventListener("abort", leave, { once: true });
  });
}
