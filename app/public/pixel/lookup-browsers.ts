import { type BrowserOfShop, findBrowsers } from "#domain/browsing/known-browsers";
import type { Sql } from "#platform/sql/db";
import { gatheredLookup } from "#platform/sql/gathered-lookup";

export interface BrowserLookup {
  /** Whether a browser is known to be a subscriber's. */
  isKnown(browser: BrowserOfShop): Promise<boolean>;
  /** Whether it was known a few minutes ago, without asking the database. */
  wasKnown(browser: BrowserOfShop): boolean;
}

/** The worker asks again, so that a browser that was forgotten meanwhile leads to nothing. */
const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 50_000;

/** Looks browsers up in batches, and remembers those that are known for a few minutes. Unknown ones cost no memory. */
export function lookupBrowsers(db: Sql, nowMs: () => number = performance.now.bind(performance)): BrowserLookup {
  const known = new Map<string, number>();
  const find = gatheredLookup((browsers: BrowserOfShop[]) => findBrowsers(db, browsers));
  const wasKnown = (browser: BrowserOfShop) => {
    const since = known.get(keyOf(browser));
    return since !== undefined && nowMs() - since < REMEMBERED_MS;
  };
  return {
    wasKnown,
    async isKnown(browser) {
      if (wasKnown(browser)) return true;
      const isKnown = (await find(browser)) !== null;
      known.delete(keyOf(browser));
      if (!isKnown) return false;
      known.set(keyOf(browser), nowMs());
      if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value ?? "");
      return true;
    },
  };
}

function keyOf({ shopId, browser }: BrowserOfShop): string {
  return `${shopId} ${browser}`;
}
