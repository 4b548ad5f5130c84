export interface Chance {
  /** From 0 up to but not including 1. */
  draw(): number;
  isLucky(share: number): boolean;
  pick<Item>(from: readonly [Item, ...Item[]]): Item;
  /** A whole number of milliseconds between two. */
  between(least: number, most: number): number;
}

/** The same seed gives the same life to the demo's people (mulberry32, public domain). */
export function chanceFrom(seed: number): Chance {
  let state = seed;
  function draw(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    draw,
    isLucky: (share) => draw() < share,
    pick: (from) => from[Math.floor(draw() * from.length)] ?? from[0],
    between: (least, most) => Math.floor(least + draw() * (most - least)),
  };
}
