import type { Context } from "#domain/context";
import { recallTexts } from "#domain/messages/delivery/recall";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

/** Who may stop and start. The operator runs Cartbell for the shop. */
export type Switcher = "merchant" | "operator";

const LONGEST_REASON = 200;

const stop = statement(
  "stop-sending",
  `UPDATE shops SET sending_stopped_at = $2, sending_stopped_by = $3, sending_stopped_because = $4
   WHERE id = $1 AND (sending_stopped_at IS NULL OR sending_stopped_by = 'merchant' AND $3 = 'operator')
   RETURNING id`,
);
const note = statement(
  "note-switch",
  "INSERT INTO sending_switches (shop_id, id, kind, by, because, at) VALUES ($1, $2, $3, $4, $5, $6)",
);

interface Asked {
  shopId: string;
  by: Switcher;
  /** In the words of the person who stops; may be empty. */
  because: string;
}

/**
 * The kill switch: from the commit on nothing more is claimed for the shop, and within half a second nothing that was
 * claimed is handed over; only the confirmations of a STOP still go. Everything waits where it is and no deadline moves.
 * Stopping what is stopped changes nothing, but an operator takes a merchant's stop over. Returns whether it changed;
 * `alongside` runs in the transaction that changes it.
 */
export async function stopSending(
  { db, clock }: Pick<Context, "db" | "clock">,
  { shopId, by, because }: Asked,
  alongside: (tx: Sql) => Promise<void> = async () => {},
): Promise<boolean> {
  const reason = storableText(because).trim() || null;
  if (reason !== null && reason.length > LONGEST_REASON)
    throw new UserError("stop-reason-long", `Use at most ${LONGEST_REASON} characters.`, "because");
  const now = clock.now();
  const hasChanged = await db.transaction(async (tx) => {
    if ((await tx.run(stop, [shopId, now, by, reason])).length === 0) return false;
    await noteSwitch(tx, { shopId, kind: "stopped", by, because: reason, at: now });
    await recallTexts(tx, [{ shopId, kind: "shop", target: shopId }]);
    await alongside(tx);
    return true;
  });
  // Again after the commit: a claim that began before it, and so saw the shop sending, is older than this one.
  if (hasChanged) await recallTexts(db, [{ shopId, kind: "shop", target: shopId }]);
  return hasChanged;
}

interface Switched extends Omit<Asked, "because"> {
  kind: "stopped" | "started";
  because: string | null;
  at: Date;
}

/** Writes a line of the kill switch's timeline. */
export async function noteSwitch(tx: Sql, { shopId, kind, by, because, at }: Switched): Promise<void> {
  await tx.run(note, [shopId, newId(), kind, by, because, at]);
}
