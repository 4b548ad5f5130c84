import type { Merchant } from "#app/authenticate";
import { countryNames } from "#app/ui/country-names";
import { readImport } from "#domain/imports/control/read";
import { suspectsOf } from "#domain/imports/opt-outs/suspects-of";
import { refusalSentence } from "#domain/imports/reading/refusal";

/** An import as its page shows it; null when the shop has no such import. */
export async function readPage({ ctx, shopId, shop }: Merchant, importId: string) {
  const file = await readImport(ctx.db, shopId, importId);
  if (!file) return null;
  const isBeingSetUp = file.state === "uploaded" || file.state === "examined";
  return {
    file,
    suspects: isBeingSetUp && file.kind === "subscribers" ? suspectsOf(file) : [],
    refusals: Object.entries(file.counts.refusedBecause)
      .map(([reason, lines]) => ({ reason: refusalSentence(reason), lines }))
      .sort((one, other) => other.lines - one.lines),
    countries: isBeingSetUp ? countryNames() : [],
    shopCountry: shop.country,
    today: new Intl.DateTimeFormat("en-CA", { timeZone: shop.timeZone ?? "UTC" }).format(ctx.clock.now()),
    /** By the clock that the import's own times are of. */
    readAt: ctx.clock.now(),
  };
}

export type ImportPageData = NonNullable<Awaited<ReturnType<typeof readPage>>>;
