import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Failure } from "./cause.ts";
import { nextTry } from "./next-try.ts";

/** A provider that takes no texts at present. */
export interface ProviderHold {
  provider: string;
  /** ISO 3166-1 alpha-2; empty: every country. */
  region: string;
  cause: string;
  code: string;
  words: string;
  since: Date;
  /** When one text tries it again. */
  until: Date;
}

/** One text that tries whether the provider takes texts again has so long to come back. */
export const PROBE_MS = 30_000;

const hold = statement(
  "hold-provider",
  `INSERT INTO provider_holds AS h (provider, region, cause, code, words, since, until)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (provider, region) DO UPDATE
   SET cause = excluded.cause, code = excluded.code, words = excluded.words, until = greatest(h.until, excluded.until)
   WHERE h.cause <> 'operator'
   RETURNING since = $6 AS "isNew"`,
);
const probe = statement(
  "probe-provider",
  `UPDATE provider_holds SET until = $4 WHERE (provider, region) IN (
     SELECT provider, region FROM provider_holds WHERE provider = $1 AND region = $2 AND until <= $3 FOR UPDATE SKIP LOCKED)
   RETURNING provider`,
);
const giveBack = statement("return-probe", "UPDATE provider_holds SET until = $2 WHERE provider = $1 AND region = ''");
const release = statement(
  "release-provider",
  "DELETE FROM provider_holds WHERE provider = $1 AND region = $2 AND cause <> 'operator' RETURNING since",
);
const pause = statement(
  "pause-provider",
  `INSERT INTO provider_holds AS h (provider, region, cause, code, words, since, until)
   VALUES ($1, '', 'operator', '', 'Your Cartbell operator has paused this SMS provider', $2, '9999-12-31')
   ON CONFLICT (provider, region) DO UPDATE
   SET cause = excluded.cause, code = excluded.code, words = excluded.words, since = excluded.since, until = excluded.until
   WHERE h.cause <> 'operator'
   RETURNING provider`,
);
const resume = statement("resume-provider", "DELETE FROM provider_holds WHERE provider = $1 RETURNING provider");
const ofShop = statement(
  "holds-of-shop",
  `SELECT h.* FROM provider_holds h
   WHERE EXISTS (SELECT 1 FROM senders n WHERE n.shop_id = $1 AND n.released_at IS NULL AND n.provider = h.provider)
   ORDER BY h.region, h.since`,
);

type Told = Pick<Context, "clock" | "log">;

/**
 * Notes that a provider refuses the account, or texts to one country (`region`): texts wait, merchants and operators read
 * why. Logged once, when it begins. Safe to repeat.
 */
export async function holdProvider(tx: Sql, { clock, log }: Told, provider: string, failure: Failure, region = "") {
  const now = clock.now();
  const until = nextTry(failure, 0, now)?.at ?? now;
  const { because: cause, code, words } = failure;
  const [row] = await tx.run<{ isNew: boolean }>(hold, [provider, region, cause, code, words, now, until]);
  if (row?.isNew) log.error({ provider, region: region || undefined, cause, code }, `texts wait: ${words}`);
}

/** True for the one claim that may try whether a held provider takes texts again. */
export async function takeProbe(tx: Sql, provider: string, now: Date, region = ""): Promise<boolean> {
  const until = new Date(now.getTime() + PROBE_MS);
  return (await tx.run(probe, [provider, region, now, until])).length > 0;
}

/** Gives the try back: the claim found no text to try with. */
export async function returnProbe(tx: Sql, provider: string, now: Date): Promise<void> {
  await tx.run(giveBack, [provider, now]);
}

/** Ends a hold: the provider has taken a text. Returns whether there was one. */
export async function releaseProvider(
  tx: Sql,
  { log }: Pick<Told, "log">,
  provider: string,
  region = "",
): Promise<boolean> {
  const isEnded = (await tx.run(release, [provider, region])).length > 0;
  if (isEnded) log.info({ provider, region: region || undefined }, "the provider takes texts again");
  return isEnded;
}

/** What holds up the texts of a shop at its providers, those for every country first. */
export function holdsOfShop(sql: Sql, shopId: string): Promise<ProviderHold[]> {
  return sql.run<ProviderHold>(ofShop, [shopId]);
}

/** An operator keeps texts from a provider: no text tries it until `resumeProvider`. Returns false when it was paused already. */
export async function pauseProvider(tx: Sql, provider: string, now: Date): Promise<boolean> {
  return (await tx.run(pause, [provider, now])).length > 0;
}

/** Ends a pause and every other hold of a provider; what still refuses texts says so again. Returns whether there was one. */
export async function resumeProvider(tx: Sql, provider: string): Promise<boolean> {
  return (await tx.run(resume, [provider])).length > 0;
}
