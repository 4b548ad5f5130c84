/**
 * Deletes in steps, so that no other transaction waits for a long one: repeats `remove`, which deletes up to `size` rows and returns one
 * for each, until it finds fewer. Returns how many rows went.
 */
export async function inBatches(size: number, remove: () => Promise<object[]>): Promise<number> {
  let sum = 0;
  for (;;) {
    const { length } = await remove();
    sum += length;
    if (length < size) return sum;
  }
}
