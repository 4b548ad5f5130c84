/**
 * Numbers things by what they say, from 1, and keeps one of each: columns of a statement that repeat for hundreds of rows
 * travel once. Two things are the same when their keys are.
 */
export function toldOnce<Item>(items: Item[], keyOf: (item: Item) => string): { numbers: number[]; distinct: Item[] } {
  const known = new Map<string, number>();
  const distinct: Item[] = [];
  const numbers = items.map((item) => {
    const key = keyOf(item);
    const number = known.get(key);
    if (number !== undefined) return number;
    distinct.push(item);
    known.set(key, distinct.length);
    return distinct.length;
  });
  return { numbers, distinct };
}
