/** Texts that were taken, one place in each column for each of them, in the order in which they came. */
export interface Recorded {
  count: number;
  /** When it was read, in milliseconds since 1970 to a fraction of one (real time). */
  at: Float64Array;
  /** The shopper's number as a number. */
  to: Float64Array;
  /** Places in `senders` and `shops`. */
  sender: Uint16Array;
  shop: Uint16Array;
  senders: string[];
  /** The first part of the ref in the receipt's URL; "" when there is none. */
  shops: string[];
  /** Sixteen bytes each: the id at the end of the ref; zeros when there is none. */
  id: Uint8Array;
  /** How many texts came with a ref that had come before. */
  doubles: number;
}

export interface Recorder {
  note(at: number, to: string, from: string, ref: string): void;
  read(clears: boolean): Recorded;
}

const firstRoom = 65_536;

/** Keeps 36 bytes a text, so that a million of them cost nothing to speak of. */
export function recorder(): Recorder {
  let columns = withRoom(firstRoom);
  let count = 0;
  let senders = new Map<string, number>();
  let shops = new Map<string, number>();

  return {
    note(at, to, from, ref) {
      if (count === columns.at.length) columns = withRoom(count * 2, columns);
      const shopEnd = ref.indexOf(".");
      const id = ref.slice(ref.lastIndexOf(".") + 1).replaceAll("-", "");
      columns.at[count] = at;
      columns.to[count] = Number(to.replace("+", ""));
      columns.sender[count] = placeOf(senders, from);
      columns.shop[count] = placeOf(shops, shopEnd < 0 ? "" : ref.slice(0, shopEnd));
      columns.id.write(id, count * 16, 16, "hex");
      count += 1;
    },
    read(clears) {
      const { at, to, sender, shop, id } = columns;
      const recorded = {
        count,
        at: at.slice(0, count),
        to: to.slice(0, count),
        sender: sender.slice(0, count),
        shop: shop.slice(0, count),
        senders: [...senders.keys()],
        shops: [...shops.keys()],
        id: new Uint8Array(id.subarray(0, count * 16)),
        doubles: doublesIn(id, count),
      };
      if (clears) {
        count = 0;
        senders = new Map();
        shops = new Map();
        columns = withRoom(firstRoom);
      }
      return recorded;
    },
  };
}

interface Columns {
  at: Float64Array;
  to: Float64Array;
  sender: Uint16Array;
  shop: Uint16Array;
  id: Buffer;
}

function withRoom(room: number, former?: Columns): Columns {
  const columns = {
    at: new Float64Array(room),
    to: new Float64Array(room),
    sender: new Uint16Array(room),
    shop: new Uint16Array(room),
    id: Buffer.alloc(room * 16),
  };
  if (former) {
    columns.at.set(former.at);
    columns.to.set(former.to);
    columns.sender.set(former.sender);
    columns.shop.set(former.shop);
    columns.id.set(former.id);
  }
  return columns;
}

function placeOf(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}

// Counted when asked, not while texts come: a set of a million would be built on the carrier's one core.
function doublesIn(ids: Buffer, count: number): number {
  const seen = new Set<string>();
  let without = 0;
  for (let place = 0; place < count; place += 1) {
    const id = ids.toString("latin1", place * 16, place * 16 + 16);
    if (id === nobody) without += 1;
    else seen.add(id);
  }
  return count - without - seen.size;
}

const nobody = "\0".repeat(16);
