import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { recallTexts } from "#domain/messages/delivery/recall";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/**
 * A delivery that claims the app was removed. Its body is signed, but its time and its event id are not: it may be a copy
 * of one that came earlier.
 */
export interface ReportedEnd {
  shopId: string;
  /** When the app was removed, as the delivery's header says. */
  eventAt: Date;
  /** Set when the delivery also asks to erase the shop (shop/redact). */
  redactionAt?: Date;
}

const note = statement(
  "doubt-installation",
  `UPDATE shops
   SET uninstall_told_at = greatest(uninstall_told_at, $2::timestamptz),
       redaction_told_at = greatest(redaction_told_at, $3::timestamptz),
       uninstall_held_at = CASE WHEN installed_proven_at > $4::timestamptz - interval '10 minutes' THEN uninstall_held_at
                                ELSE coalesce(uninstall_held_at, least($2::timestamptz, $4)) END
   WHERE id = $1 AND installed_at <= $2 AND uninstalled_at IS NULL
     AND (installed_proven_at IS NULL OR installed_proven_at < $2::timestamptz + interval '1 minute')
   RETURNING uninstall_held_at IS NOT NULL AS "isHeld"`,
);

/**
 * Notes that the app may have been removed from a shop, and holds its texts until the store was asked (resolve-doubt.ts).
 * Changes nothing for news from before the present installation, or from over a minute before the store last said that it
 * has the app; the minute is for clocks that differ.
 * A shop whose store said so within ten minutes is asked first and held only when the store gives no answer: copies of one
 * delivery, sent again and again, must not keep a shop silent. Returns the job to enqueue after the commit, if any.
 */
export async function doubtInstallation(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, eventAt, redactionAt }: ReportedEnd,
): Promise<Job[]> {
  const [doubted] = await tx.run<{ isHeld: boolean }>(note, [shopId, eventAt, redactionAt ?? null, clock.now()]);
  if (!doubted) return [];
  if (doubted.isHeld) await recallTexts(tx, [{ shopId, kind: "shop", target: shopId }]);
  return [{ name: "installation-check", payload: { shopId } }];
}
