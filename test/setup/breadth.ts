// Some tables have hundreds of cases of a few kinds. Every commit tries the first and the last of each kind; `.ci/nightly`
// sets TEST_BREADTH=whole and tries them all.

/** What to try now: all of them when the whole breadth is asked for, else the first and the last of each kind, in order. */
export function broadly<Item>(all: readonly Item[], kindOf: (item: Item) => string): Item[] {
  if (process.env.TEST_BREADTH === "whole") return [...all];
  const kinds = Map.groupBy(all, kindOf);
  return [...kinds.values()].flatMap((of) => (of.length < 3 ? of : [of.at(0) as Item, of.at(-1) as Item]));
}
