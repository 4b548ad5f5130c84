import type { Context } from "#domain/context";
import { SAMPLE } from "#domain/segments/sizes/count";
import { asOf } from "./as-of.ts";
import { type BoundedOptions, readBounded, readingDb } from "./bounded-read.ts";
import { compileRules } from "./compile.ts";
import { ofTheShop } from "./of-the-shop.ts";
import type { Rules } from "./tree.ts";

export interface SamplePerson {
  id: string;
  /** E.164. */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  country: string | null;
  region: string | null;
  marketing: "never" | "pending" | "subscribed" | "unsubscribed";
}

const SHOWN = 5;

/**
 * Up to five of the people who meet rules that were parsed, the same ones at each look as long as they do. First a sample
 * of the shop is asked, then, where fewer are found in it, everyone. None when even that takes longer than `timeoutMs` or
 * the signal was aborted.
 */
export async function samplePeople(
  ctx: Pick<Context, "db" | "clock" | "replica">,
  shopId: string,
  rules: Rules,
  options: BoundedOptions = { timeoutMs: 5_000 },
): Promise<SamplePerson[]> {
  const condition = compileRules(rules, await asOf(ctx.db, shopId, ctx.clock.now()));
  const { sql } = condition;
  const values = [shopId, ...condition.values];
  const near = await readBounded<SamplePerson>(
    ctx,
    { name: "", text: peopleSql(sql, `LIMIT ${SAMPLE}`) },
    values,
    options,
  );
  if (near.kind === "cancelled") return [];
  if (near.kind === "read" && near.rows.length === SHOWN) return near.rows;
  const far = await readBounded<SamplePerson>(
    ctx,
    { name: "", text: farSql(await ofTheShop(readingDb(ctx), shopId), sql) },
    values,
    options,
  );
  return far.kind === "read" ? far.rows : near.kind === "read" ? near.rows : [];
}

const COLUMNS = `s.id, s.phone, s.first_name AS "firstName", s.last_name AS "lastName", s.country, s.region, s.marketing`;

function peopleSql(condition: string, limit: string): string {
  return `WITH sample AS MATERIALIZED (
      SELECT * FROM subscribers WHERE shop_id = $1 AND redacted_at IS NULL ORDER BY phone_hash ${limit}
    )
    SELECT ${COLUMNS} FROM sample s WHERE ${condition} ORDER BY s.phone_hash LIMIT ${SHOWN}`;
}

/** In an order that no index has, or everyone would be looked at one by one until five are found. */
function farSql(ofTheirShop: string, condition: string): string {
  return `SELECT ${COLUMNS} FROM subscribers s WHERE ${ofTheirShop} AND s.redacted_at IS NULL AND ${condition}
    ORDER BY s.phone_hash || '' LIMIT ${SHOWN}`;
}
