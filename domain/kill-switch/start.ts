import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { noteSwitch, type Switcher } from "./stop.ts";

const lock = statement(
  "lock-switch",
  `SELECT sending_stopped_at IS NOT NULL AS "isStopped", sending_stopped_by AS by FROM shops WHERE id = $1 FOR NO KEY UPDATE`,
);
const start = statement(
  "start-sending",
  `UPDATE shops SET sending_stopped_at = NULL, sending_stopped_by = NULL, sending_stopped_because = NULL WHERE id = $1`,
);

/**
 * Lets a shop send again: what waited is due where it was, what is past its deadline expires, and every gate decides again.
 * The sweep enqueues it within two seconds. What the operator stopped a merchant may not start. Starting what is not
 * stopped changes nothing; returns whether it changed. `alongside` runs in the transaction that changes it.
 */
export async function startSending(
  { db, clock }: Pick<Context, "db" | "clock">,
  { shopId, by }: { shopId: string; by: Switcher },
  alongside: (tx: Sql) => Promise<void> = async () => {},
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [shop] = await tx.run<{ isStopped: boolean; by: Switcher | null }>(lock, [shopId]);
    if (!shop?.isStopped) return false;
    if (shop.by === "operator" && by === "merchant")
      throw new UserError("stopped-by-operator", "Your Cartbell operator stopped sending. Only they can resume it.");
    await tx.run(start, [shopId]);
    await noteSwitch(tx, { shopId, kind: "started", by, because: null, at: clock.now() });
    await alongside(tx);
    return true;
  });
}
