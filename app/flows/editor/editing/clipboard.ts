import { parseSteps, type Step } from "#domain/flows/definition/document";

/** Steps that were copied: of one shop, for all of its flows and all tabs. */
const keyOf = (shop: string) => `cartbell:steps:${shop}`;

/** For browsers that keep nothing for framed pages: what was copied lasts as long as the page. */
const inMemory = new Map<string, string>();

export function writeClipboard(shop: string, steps: Step[]): void {
  const json = JSON.stringify(steps);
  inMemory.set(shop, json);
  try {
    window.localStorage.setItem(keyOf(shop), json);
  } catch {
    // It is in memory.
  }
}

/** Empty when nothing was copied, or by another release whose steps this one cannot read. */
export function readClipboard(shop: string): Step[] {
  try {
    return parseSteps(JSON.parse(stored(shop) ?? "[]")) ?? [];
  } catch {
    return [];
  }
}

function stored(shop: string): string | null {
  try {
    return window.localStorage.getItem(keyOf(shop)) ?? inMemory.get(shop) ?? null;
  } catch {
    return inMemory.get(shop) ?? null;
  }
}
