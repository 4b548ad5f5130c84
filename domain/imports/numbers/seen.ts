/** Which numbers of a file were there before, and of which of them a no counts. */
export interface Seen {
  /** True when the hash was there already, or seems so. */
  add(hash: string): boolean;
  /** From now on a hash that was there can be taken for a new one. */
  isFull(): boolean;
  /** Notes that the file opts this number out. */
  optOut(hash: string): void;
  /** True when it does, or seems so. */
  hasOptedOut(hash: string): boolean;
  /** Takes in what `fingerprints` made of earlier numbers: those seen, and those opted out. */
  load(seen: Buffer, optedOut: Buffer): void;
}

const FEWEST = 2 ** 12;
/** 64 MB. */
const MOST = 2 ** 24;
/** A line with no more than a number in it. */
const SHORTEST_LINE = 24;
/** Of a fingerprint: 32 bits that choose its place, and 32 that are compared. */
const PRINT_BYTES = 8;

/**
 * Remembers ten million numbers in 66 MB instead of a gigabyte: of each a fingerprint of 32 bits, at a place that another part
 * of its hash names. A number that was there is always known again; one time in billions a new one is taken for one
 * that was there, so code that acts on a yes asks the database. A full table takes no more.
 */
export function createSeen(fileBytes: number): Seen {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, (fileBytes / SHORTEST_LINE) * 1.4)));
  const places = Math.min(Math.max(wanted, FEWEST), MOST);
  const table = new Uint32Array(places);
  const optedOut = new Uint8Array(places / 8);
  let free = places;

  /** Where the print is, or the free place where it belongs. One place stays free, so that the search ends. */
  function findPrint(place: number, print: number): number {
    let at = place & (places - 1);
    while (table[at] !== 0 && table[at] !== print) at = (at + 1) & (places - 1);
    return at;
  }

  function addPrint(place: number, print: number): boolean {
    const at = findPrint(place, print);
    if (table[at] === print) return true;
    if (free > 1) {
      table[at] = print;
      free -= 1;
    }
    return false;
  }

  function optOut(place: number, print: number): void {
    const at = findPrint(place, print);
    if (table[at] === print) optedOut[at >> 3] = (optedOut[at >> 3] ?? 0) | (1 << (at & 7));
  }

  return {
    add: (hash) => addPrint(placeOf(hash), printOf(hash)),
    isFull: () => free <= 1,
    optOut: (hash) => optOut(placeOf(hash), printOf(hash)),
    hasOptedOut(hash) {
      const at = findPrint(placeOf(hash), printOf(hash));
      return table[at] !== 0 && ((optedOut[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    },
    load(seen, noes) {
      eachPrint(seen, addPrint);
      eachPrint(noes, optOut);
    },
  };
}

/** Eight bytes of each hash, as `load` takes them. */
export function fingerprintsOf(hashes: string[]): Buffer {
  const bytes = Buffer.allocUnsafe(hashes.length * PRINT_BYTES);
  hashes.forEach((hash, index) => {
    bytes.writeUInt32LE(placeOf(hash), index * PRINT_BYTES);
    bytes.writeUInt32LE(printOf(hash), index * PRINT_BYTES + 4);
  });
  return bytes;
}

function eachPrint(bytes: Buffer, take: (place: number, print: number) => void): void {
  for (let at = 0; at < bytes.length; at += PRINT_BYTES) take(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4));
}

function placeOf(hash: string): number {
  return mixHash(hash, 16);
}

/** Never zero, which marks a free place. */
function printOf(hash: string): number {
  return mixHash(hash, 0) || 1;
}

/** Sixteen of a hash's characters as 32 bits (FNV-1a). */
function mixHash(hash: string, from: number): number {
  let bits = 0x811c9dc5;
  for (let at = from; at < from + 16; at += 1) bits = Math.imul(bits ^ hash.charCodeAt(at), 0x01000193);
  return bits >>> 0;
}
