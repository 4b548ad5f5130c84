import { isOwnFault } from "#domain/flows/walk/set-aside";
import { halvesOf } from "#platform/halves-of";

/** People of one transaction: short enough that nothing waits long for its locks. */
const A_CHUNK = 1_000;
/** Transactions at a time: while one waits for PostgreSQL, the other prepares its rows. */
const AT_ONCE = 2;
/** Failures that the search for those at fault may cost in one call; each is a transaction that is rolled back. */
const MOST_FAILURES = 30;

/**
 * Does the work for all of them, a chunk at a time. Of a chunk that fails, the halves are tried, down to the items at
 * fault, which `onFault` is told. Throws when the database is away and after 30 failures, when what is under way has ended.
 */
export async function inChunks<Item>(
  items: Item[],
  work: (chunk: Item[]) => Promise<void>,
  onFault: (item: Item, error: unknown) => Promise<void>,
): Promise<void> {
  let done = 0;
  let failures = 0;
  async function workOn(chunk: Item[]): Promise<void> {
    try {
      await work(chunk);
    } catch (error) {
      failures += 1;
      if (!isOwnFault(error) || failures > MOST_FAILURES) throw error;
      const [first] = chunk;
      if (chunk.length === 1 && first !== undefined) return onFault(first, error);
      for (const half of halvesOf(chunk)) await workOn(half);
    }
  }
  async function lane(): Promise<void> {
    while (done < items.length) {
      const chunk = items.slice(done, done + A_CHUNK);
      done += A_CHUNK;
      await workOn(chunk);
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  for (const it of lanes) if (it.status === "rejected") throw it.reason;
}
