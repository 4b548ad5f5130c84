import type { Merchant } from "#app/authenticate";
import { countryNames } from "#app/ui/country-names";
import { readImport } from "#domain/imports/control/read";
import type { ImportView } from "#domain/imports/import";
import { suspectOptOuts } from "#domain/imports/opt-outs/suspect";
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

interface Suspect {
  column: number;
  /** Lines that it marks, as the dry run counted them; null when it has not looked at this column. */
  lines: number | null;
}

/** Columns that look as if they held opt-outs: by every line once a dry run has read them, before it by name and first lines. */
function suspectsOf({ columns, sample, mapping, optOutMarks }: ImportView): Suspect[] {
  const guessed = suspectOptOuts(columns, sample).map((column): Suspect => ({ column, lines: null }));
  if (optOutMarks === null) return guessed;
  // Those that were mapped in the dry run may be unmapped in the form.
  const mapped = new Set(Object.values(mapping));
  const counted = Object.entries(optOutMarks).map(([column, lines]): Suspect => ({ column: Number(column), lines }));
  return [...counted, ...guessed.filter(({ column }) => mapped.has(column))];
}

export type ImportPageData = NonNullable<Awaited<ReturnType<typeof readPage>>>;
