import type { Context } from "#domain/context";
import { isConnected } from "#domain/senders/read";
import { forgetCounters, recountCounters } from "#domain/spending/recount";
import { wakeRefused } from "#domain/spending/wake";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { BudgetPreset } from "./presets.ts";
import { findPreset, PACIFIC, PRESETS_FROM, sources } from "./presets.ts";

/** What a merchant knows of a number's registration. An empty tier: the carrier's budget is not kept. */
export interface BudgetChoice {
  /** AT&T's class of the registration: A to F, or T. */
  attClass: string;
  /** The 10DLC campaign ID. Numbers with the same one share its budget; empty: this number alone. */
  registration: string;
  /** T-Mobile's tier of the brand. All numbers of the shop that have one share the brand's day. */
  tMobileTier: string;
}

/** Changes of a shop's budgets take turns. */
const turn = statement("budgets-turn", "SELECT 1 AS held FROM shop_settings WHERE shop_id = $1 FOR UPDATE");
const others = statement(
  "budgets-without",
  `UPDATE carrier_budgets SET sender_ids = array_remove(sender_ids, $2::uuid)
   WHERE shop_id = $1 AND carrier = $3 AND name <> $4 AND sender_ids @> ARRAY[$2::uuid] RETURNING id`,
);
const dropEmpty = statement(
  "drop-empty-budgets",
  "DELETE FROM carrier_budgets WHERE shop_id = $1 AND sender_ids = '{}' RETURNING id",
);
const put = statement(
  "put-budget",
  `INSERT INTO carrier_budgets AS b (shop_id, id, carrier, scope, name, tier, sender_ids, per, parts, resets_in, source, effective_from)
   VALUES ($1, $2, $3, $4, $5, $6, ARRAY[$7::uuid], $8, $9, $10, $11, $12)
   ON CONFLICT (shop_id, carrier, scope, name) DO UPDATE
   SET tier = $6, parts = $9, source = $11, effective_from = $12,
       sender_ids = array_append(array_remove(b.sender_ids, $7::uuid), $7::uuid)
   RETURNING id`,
);

/**
 * Keeps the carriers' budgets that a number's registration has, from the published figures (presets.ts), or no longer
 * keeps them. What was sent today counts; what waited for a budget is looked at again. Refuses by the field. Safe to repeat.
 */
export async function setCarrierBudgets(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  senderId: string,
  choice: BudgetChoice,
): Promise<void> {
  const att = presetOf("att", choice.attClass, "attClass");
  const tMobile = presetOf("t-mobile", choice.tMobileTier, "tMobileTier");
  const registration = checkRegistration(choice.registration) || senderId;
  const changed = await db.transaction(async (tx) => {
    await tx.run(turn, [shopId]);
    if (!(await isConnected(tx, shopId, senderId)))
      throw new UserError("sender-not-found", "This number isn’t connected.");
    const ids = [
      ...(await coverSenders(tx, shopId, senderId, "att", registration, att)),
      ...(await coverSenders(tx, shopId, senderId, "t-mobile", "brand", tMobile)),
    ];
    await tx.run(dropEmpty, [shopId]);
    await forgetCounters(tx, { shopId, kind: "budget", targets: ids });
    return ids;
  });
  await recountCounters(db, { shopId, kind: "budget", targets: changed });
  await wakeRefused(db, { shopId, kind: "budget", targets: changed, reason: "carrier-budget" }, clock.now());
}

/** Returns the budgets that cover other numbers now, or have another size. */
async function coverSenders(
  tx: Sql,
  shopId: string,
  senderId: string,
  carrier: BudgetPreset["carrier"],
  name: string,
  preset: BudgetPreset | null,
): Promise<string[]> {
  const left = await tx.run<{ id: string }>(others, [shopId, senderId, carrier, preset ? name : ""]);
  if (!preset) return left.map(({ id }) => id);
  const { scope, tier, per, parts } = preset;
  const source = [PACIFIC, sources[carrier], PRESETS_FROM];
  const rows = await tx.run<{ id: string }>(put, [
    ...[shopId, newId(), carrier, scope, name, tier, senderId, per, parts],
    ...source,
  ]);
  return [...left, ...rows].map(({ id }) => id);
}

function presetOf(carrier: BudgetPreset["carrier"], tier: string, field: string): BudgetPreset | null {
  if (tier === "") return null;
  const preset = findPreset(carrier, tier);
  if (!preset) throw new UserError("budget-tier-unknown", "Choose an option from the list.", field);
  return preset;
}

function checkRegistration(given: string): string {
  const name = given.trim().toUpperCase();
  if (!/^[A-Z0-9-]{0,40}$/.test(name))
    throw new UserError(
      "budget-registration-wrong",
      "Enter the campaign ID of your 10DLC registration, such as CXYZ123, or leave it empty.",
      "registration",
    );
  return name;
}
