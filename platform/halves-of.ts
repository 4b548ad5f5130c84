/** The two halves of some items, in their order; the first one is longer when they are odd. One item has one half, none has none. */
export function halvesOf<Item>(items: Item[]): Item[][] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)].filter(({ length }) => length > 0);
}
