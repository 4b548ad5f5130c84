import { NoTurn } from "./log-failure.ts";
import { type ShopTurns, shopTurns } from "./shop-turns.ts";

/** What one shop's merchants may ask of this process at a time. */
export interface Turns {
  /** Pages and their data. */
  pages: ShopTurns;
  /** Reads that may take PostgreSQL or this process seconds: counts, estimates, searches. */
  heavy: ShopTurns;
  /** Files that are being fetched. */
  files: ShopTurns;
  /** Pieces of such files that are being made. */
  pieces: ShopTurns;
}

const SECOND = 1_000;

/** `connections`: of the pool that pages share. Heavy reads leave half of it to everything else. */
export function createTurns(connections: number): Turns {
  const half = Math.max(1, Math.floor(connections / 2));
  return {
    pages: shopTurns({ mostPerShop: 6, mostInAll: 200, mostWaiting: 60, patienceMs: 10 * SECOND }),
    heavy: shopTurns({
      ...{ mostPerShop: 1, mostInAll: half, mostWaiting: 8, patienceMs: 8 * SECOND },
      // A merchant at work has pauses in which it comes back; without them one shop would keep a whole core of PostgreSQL.
      budget: { burstMs: 10 * SECOND, perSecondMs: 200 },
    }),
    files: shopTurns({ mostPerShop: 2, mostInAll: 40, mostWaiting: 0, patienceMs: SECOND }),
    pieces: shopTurns({
      ...{ mostPerShop: 1, mostInAll: half, mostWaiting: 2, patienceMs: 60 * SECOND },
      // Hundreds of thousands of people at full speed; a shop that fetches its list again and again gets a share.
      budget: { burstMs: 10 * SECOND, perSecondMs: 200 },
    }),
  };
}

/** A 429 with a sentence for the merchant. */
export function tooBusy(sentence: string, retryAfterSeconds = 5): Response {
  return new Response(sentence, {
    status: 429,
    statusText: "Too Many Requests",
    headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": String(retryAfterSeconds) },
  });
}

/** Runs a heavy read when it is the shop's turn. Throws a 429 when too many of the shop's are waiting already. */
export async function inTurn<T>({ heavy }: Turns, shopId: string, work: () => Promise<T>): Promise<T> {
  const end = await heavy.take(shopId);
  if (!end) throw tooBusy("Several counts for your store are still running. Wait a few seconds and try again.");
  try {
    return await work();
  } finally {
    end();
  }
}

/**
 * The same pieces; of one shop, a few files at a time and one piece of them. Throws a 429 at once when there are more.
 * `signal` is the request's: a file whose browser has left takes no one's place.
 */
export async function fileInTurn(
  { files, pieces }: Turns,
  { shopId, signal }: { shopId: string; signal: AbortSignal },
  content: AsyncGenerator<string>,
): Promise<AsyncIterable<string>> {
  const end = await files.take(shopId);
  if (!end)
    throw tooBusy("Two downloads for your store are still running. Wait until one has finished and try again.", 30);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();

  async function next(): Promise<IteratorResult<string, undefined>> {
    const turn = await pieces.take(shopId);
    try {
      if (!turn) throw new NoTurn("A piece of a download waited too long for its turn.");
      const { done, value } = await content.next();
      if (!done) return { done: false, value };
    } catch (error) {
      end?.();
      throw error;
    } finally {
      turn?.();
    }
    end?.();
    return { done: true, value: undefined };
  }

  async function leave(): Promise<IteratorResult<string, undefined>> {
    end?.();
    await content.return(undefined);
    return { done: true, value: undefined };
  }

  return { [Symbol.asyncIterator]: () => ({ next, return: leave }) };
}
