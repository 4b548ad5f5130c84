/** Which numbers of a file were there before. */
export interface Seen {
  /** True when the hash was there already, or seems so. */
  add(hash: string): boolean;
  /** From now on a no may be wrong. */
  isFull(): boolean;
}

const FEWEST = 2 ** 12;
/** 64 MB. */
const MOST = 2 ** 24;
/** A line with no more than a number in it. */
const SHORTEST_LINE = 24;

/**
 * Remembers ten million numbers in 64 MB instead of a gigabyte: of each a fingerprint of 32 bits, at a place that another part
 * of its hash names. A number that was there is always known again; one time in billions a new one is taken for one
 * that was there, so whoever acts on a yes asks the database. A full table knows no more.
 */
export function createSeen(fileBytes: number): Seen {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, (fileBytes / SHORTEST_LINE) * 1.4)));
  const places = Math.min(Math.max(wanted, FEWEST), MOST);
  const table = new Uint32Array(places);
  let free = places;
  return {
    add(hash) {
      const print = mix(hash, 0) || 1;
      let at = mix(hash, 16) & (places - 1);
      for (; table[at] !== 0; at = (at + 1) & (places - 1)) if (table[at] === print) return true;
      // One place stays free, so that the search above ends.
      if (free > 1) {
        table[at] = print;
        free -= 1;
      }
      return false;
    },
    isFull: () => free <= 1,
  };
}

/** Sixteen of a hash's characters as 32 bits (FNV-1a). */
function mix(hash: string, from: number): number {
  let bits = 0x811c9dc5;
  for (let at = from; at < from + 16; at += 1) bits = Math.imul(bits ^ hash.charCodeAt(at), 0x01000193);
  return bits >>> 0;
}
