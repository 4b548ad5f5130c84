import { randomFillSync } from "node:crypto";

/** Asking the system for a few bytes costs eight times what making an id of them does; it is asked for many at once. */
const pool = new Uint8Array(4_096);
let used = pool.length;

/** So many fresh random bytes, at most 4,096; none is given out twice. */
export function randomBytes(bytes: number): Uint8Array {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.subarray(used - bytes, used);
}
