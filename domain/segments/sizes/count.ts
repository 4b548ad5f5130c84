import type { Context } from "#domain/context";
import { asOf } from "#domain/segments/as-of";
import { type BoundedOptions, readBounded, readingDb } from "#domain/segments/bounded-read";
import { compileRules } from "#domain/segments/compile";
import { ofTheShop } from "#domain/segments/of-the-shop";
import type { Rules } from "#domain/segments/tree";

export interface SegmentCount {
  kind: "counted";
  people: number;
  /** Of them, those who agreed to marketing texts: whom a campaign would reach. */
  subscribed: number;
  /** False: counting took too long, and this is what a fair sample of the shop makes likely. */
  isExact: boolean;
  /** As of when, by business time. */
  at: Date;
  tookMs: number;
}

/** People looked at instead of all. Their order is that of the keyed hash of their numbers: as good as drawn by lot. */
export const SAMPLE = 20_000;
const SAMPLE_MS = 5_000;

/**
 * How many people meet rules that were parsed: exactly, or about when that would take longer than `timeoutMs`. "cancelled"
 * when the signal was aborted first. Reads the replica when there is one.
 */
export async function countSegment(
  ctx: Pick<Context, "db" | "clock" | "replica">,
  shopId: string,
  rules: Rules,
  options: BoundedOptions = { timeoutMs: 5_000 },
): Promise<SegmentCount | { kind: "cancelled" }> {
  const started = performance.now();
  const at = ctx.clock.now();
  const condition = compileRules(rules, await asOf(ctx.db, shopId, at));
  const { sql } = condition;
  const all = `SELECT count(*) AS people, count(*) FILTER (WHERE s.marketing = 'subscribed') AS subscribed FROM subscribers s
    WHERE ${await ofTheShop(readingDb(ctx), shopId)} AND s.redacted_at IS NULL AND ${sql}`;
  const values = [shopId, ...condition.values];
  const exact = await readBounded<Sizes>(ctx, { name: "", text: all }, values, options);
  if (exact.kind === "cancelled") return exact;
  if (exact.kind === "read") return countOf(exact.rows[0], true, at, started);
  const about = await readBounded<Sizes>(ctx, { name: "", text: aboutSql(sql) }, values, {
    ...options,
    timeoutMs: SAMPLE_MS,
  });
  if (about.kind === "cancelled") return about;
  if (about.kind === "too-slow") throw new Error("Not even a sample of the shop could be asked in time.");
  return countOf(about.rows[0], false, at, started);
}

interface Sizes {
  people: number;
  subscribed: number;
}

function aboutSql(condition: string): string {
  return `WITH shop AS (SELECT count(*) AS people FROM subscribers WHERE shop_id = $1 AND redacted_at IS NULL),
    sample AS MATERIALIZED (
      SELECT * FROM subscribers WHERE shop_id = $1 AND redacted_at IS NULL ORDER BY phone_hash LIMIT ${SAMPLE}
    ), found AS (
      SELECT count(*) AS people, count(*) FILTER (WHERE s.marketing = 'subscribed') AS subscribed FROM sample s WHERE ${condition}
    )
    SELECT round(f.people * h.people::numeric / greatest(1, least(h.people, ${SAMPLE})))::int8 AS people,
           round(f.subscribed * h.people::numeric / greatest(1, least(h.people, ${SAMPLE})))::int8 AS subscribed
    FROM shop h, found f`;
}

function countOf(sizes: Sizes | undefined, isExact: boolean, at: Date, started: number): SegmentCount {
  const { people = 0, subscribed = 0 } = sizes ?? {};
  return { kind: "counted", people, subscribed, isExact, at, tookMs: Math.round(performance.now() - started) };
}
