import { v7 } from "uuid";
import { randomBytes } from "#platform/random-bytes";

/** The time of the last id, and its number within that millisecond. */
let last = { msecs: 0, seq: 0 };

/** A new id that carries its time, so that rows made together lie together. Of one process, each is greater than the last. */
export function newId(): string {
  const random = randomBytes(16);
  last = next(Date.now(), random);
  return v7({ random, ...last });
}

/** As `v7` counts by itself when it is given nothing: from a random start in each millisecond (RFC 9562, 6.2, method 1). */
function next(now: number, random: Uint8Array): typeof last {
  if (now > last.msecs) return { msecs: now, seq: new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1 };
  const seq = (last.seq + 1) | 0;
  return { msecs: seq === 0 ? last.msecs + 1 : last.msecs, seq };
}

/** Stands for "no shop of ours" where a column must name one. */
export const NIL_ID = "00000000-0000-0000-0000-000000000000";

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
