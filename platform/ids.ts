import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";
import { randomBytes } from "./random-bytes.ts";

/** The time of the last id, and its number within that millisecond. */
let last = { msecs: 0, seq: 0 };

/** A new id that carries its time, so that rows made together lie together. Of one process, each is greater than the last. */
export function newId(): string {
  const random = randomBytes(16);
  last = nextId(Date.now(), random);
  return v7({ random, ...last });
}

/** As `v7` counts by itself when it is given nothing: from a random start in each millisecond (RFC 9562, 6.2, method 1). */
function nextId(now: number, random: Uint8Array): typeof last {
  if (now > last.msecs) return { msecs: now, seq: new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1 };
  const seq = (last.seq + 1) | 0;
  return { msecs: seq === 0 ? last.msecs + 1 : last.msecs, seq };
}

/**
 * New ids as their bytes, one after the other: for thousands of rows at once, where writing each as text and reading it
 * again is most of what it costs. Each is greater than the one 256 before it.
 */
export function newIdBytes(count: number): Buffer {
  const ids = randomFillSync(Buffer.allocUnsafe(count * 16));
  const now = Date.now();
  for (let index = 0; index < count; index += 1) {
    const at = ids.writeUIntBE(now, index * 16, 6);
    ids.writeUInt16BE(0x7000 | ((index >>> 8) & 0x0fff), at);
    ids[at + 2] = 0x80 | ((ids[at + 2] ?? 0) & 0x3f);
  }
  return ids;
}

/** Stands for "no shop of ours" where a column must name one. */
export const NIL_ID = "00000000-0000-0000-0000-000000000000";

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
