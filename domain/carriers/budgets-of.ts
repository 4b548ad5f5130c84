import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { findPreset } from "./presets.ts";
import type { BudgetChoice } from "./set-budgets.ts";

/** What carriers allow one number, as Settings shows it. */
export interface SenderBudgets extends BudgetChoice {
  /** T-Mobile's day: parts, and those that are reserved today; null when it is not kept. */
  day: { parts: number; used: number } | null;
}

interface Row {
  carrier: "att" | "t-mobile";
  name: string;
  tier: string;
  parts: number;
  senderIds: string[];
  used: number;
}

const readBudgetsOfShop = statement(
  "budgets-of-shop",
  `SELECT b.carrier, b.name, b.tier, b.parts, b.sender_ids AS "senderIds", coalesce(c.used, 0) AS used
   FROM carrier_budgets b
   LEFT JOIN spend_counters c ON c.shop_id = b.shop_id AND c.kind = 'budget' AND c.target = b.id
     AND c.day = ($2::timestamptz AT TIME ZONE b.resets_in)::date
   WHERE b.shop_id = $1`,
);

/** The budgets of these numbers of a shop, by sender id; every one of them is in the map. */
export async function budgetsOf(
  db: Sql,
  shopId: string,
  senderIds: string[],
  now: Date,
): Promise<Map<string, SenderBudgets>> {
  const rows = await db.run<Row>(readBudgetsOfShop, [shopId, now]);
  return new Map(senderIds.map((id) => [id, budgetsFrom(id, rows)]));
}

function budgetsFrom(senderId: string, rows: Row[]): SenderBudgets {
  const own = (carrier: Row["carrier"]) =>
    rows.find((row) => row.carrier === carrier && row.senderIds.includes(senderId));
  const [att, tMobile] = [own("att"), own("t-mobile")];
  return {
    attClass: tierOf(att),
    registration: att && att.name !== senderId ? att.name : "",
    tMobileTier: tierOf(tMobile),
    day: tMobile ? { parts: tMobile.parts, used: tMobile.used } : null,
  };
}

/** A tier that is no longer listed shows as none until another one is chosen. */
function tierOf(row: Row | undefined): string {
  return row && findPreset(row.carrier, row.tier) ? row.tier : "";
}
