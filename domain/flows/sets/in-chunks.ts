/** People of one transaction: short enough that nothing waits long for its locks. */
const A_CHUNK = 1_000;
/** Transactions at a time: while one waits for PostgreSQL, the other prepares its rows. */
const AT_ONCE = 2;

/** Does the work for all of them, a chunk at a time. Waits for what is under way before it throws. */
export async function inChunks<Item>(items: Item[], work: (chunk: Item[]) => Promise<void>): Promise<void> {
  let done = 0;
  async function lane(): Promise<void> {
    while (done < items.length) {
      const chunk = items.slice(done, done + A_CHUNK);
      done += A_CHUNK;
      await work(chunk);
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  for (const it of lanes) if (it.status === "rejected") throw it.reason;
}
