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
}

export interface Recorder {
  note(at: number, to: string, from: string, ref: string): void;
  read(clears: boolean): Recorded;
  /** How many texts of each shop are in the record. */
  byShop(): Record<string, number>;
}

const firstRoom = 65_536;
const NO_REF = "\0".repeat(16);

/** Keeps 36 bytes a text, so that a million of them cost nothing to speak of. */
export function recorder(): Recorder {
  let columns = withRoom(firstRoom);
  let count = 0;
  let senders = new Map<string, number>();
  let shops = new Map<string, number>();
  let perShop: number[] = [];

  return {
    note(at, to, from, ref) {
      if (count === columns.at.length) columns = withRoom(count * 2, columns);
      const shopEnd = ref.indexOf(".");
      const id = ref.slice(ref.lastIndexOf(".") + 1).replaceAll("-", "");
      columns.at[count] = at;
      columns.to[count] = Number(to.replace("+", ""));
      columns.sender[count] = placeOf(senders, from);
      const place = placeOf(shops, shopEnd < 0 ? "" : ref.slice(0, shopEnd));
      columns.shop[count] = place;
      perShop[place] = (perShop[place] ?? 0) + 1;
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
      };
      if (clears) {
        count = 0;
        senders = new Map();
        shops = new Map();
        perShop = [];
        columns = withRoom(firstRoom);
      }
      return recorded;
    },
    byShop: () => Object.fromEntries([...shops].map(([shop, place]) => [shop, perShop[place] ?? 0])),
  };
}

/** How many texts came with a ref that had come before. Asked of a copy: on the carrier's one core it would hold up texts. */
export function doublesIn({ count, id }: Pick<Recorded, "count" | "id">): number {
  const ids = Buffer.from(id.buffer, id.byteOffset, id.byteLength);
  const seen = new Set<string>();
  let without = 0;
  for (let place = 0; place < count; place += 1) {
    const one = ids.toString("latin1", place * 16, place * 16 + 16);
    if (one === NO_REF) without += 1;
    else seen.add(one);
  }
  return count - without - seen.size;
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
