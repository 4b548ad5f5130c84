import type { Context } from "#domain/context";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import { loadVersions } from "#domain/flows/publishing/versions";
import { triggerType } from "#domain/flows/triggers/registry";
import type { ShopperExit } from "#domain/flows/triggers/trigger-type";
import { recallTexts } from "#domain/messages/delivery/recall";
import type { Reason } from "#domain/messages/reason";
import { cancelWaiting } from "#domain/messages/waiting";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { LeavingReason } from "./leaving-reason.ts";

/** News that end walks: all about a subject, or all of a subscriber that began before it. */
export interface ExitEvent {
  shopId: string;
  subject: string | null;
  subscriberId: string | null;
  because: Extract<
    LeavingReason,
    "ordered" | "order-cancelled" | "shipment-cancelled" | "checkout-deleted" | ShopperExit
  >;
  at: Date;
}

interface Leaver {
  shopId: string;
  id: string;
  versionId: string;
  subscriberId: string;
  flowId: string;
  position: number;
}

const find = statementFile(import.meta.url, "./find-leavers.sql");
const end = statement(
  "end-enrollments",
  `UPDATE enrollments e SET state = 'exited', exited_because = t.because, resume_at = NULL, ended_at = $4
   FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(shop_id, id, because)
   WHERE e.shop_id = t.shop_id AND e.id = t.id AND e.state <> 'exited'
   RETURNING e.shop_id AS "shopId", e.id`,
);

/** The text's reason for each of the walk's. */
const textReasons: Record<ExitEvent["because"], Reason> = {
  ordered: "ordered",
  "order-cancelled": "source-ended",
  "shipment-cancelled": "source-ended",
  "checkout-deleted": "source-ended",
  "cart-ended": "source-ended",
  "added-to-cart": "source-ended",
};

/**
 * Takes people off walks that news have ended, cancels what those walks still have waiting, and withdraws what is
 * already claimed. An order and its cancellation end only walks whose trigger says so. Safe to repeat. A text that is planned at this very
 * moment is stopped by `answersFor` at its claim. Texts are locked before walks, in the order of a claim.
 */
export async function exitEnrollments(tx: Sql, { clock }: Pick<Context, "clock">, news: ExitEvent[]): Promise<void> {
  if (news.length === 0) return;
  const found = await tx.run<Leaver>(
    ...batch(find, {
      t: columnsOf(news, {
        shop_id: (it) => it.shopId,
        subject: (it) => it.subject,
        subscriber_id: (it) => it.subscriberId,
        at: (it) => it.at,
        position: (_, position) => position,
      }),
    }),
  );
  const leavers = await thoseWhoLeave(tx, found, news);
  if (leavers.size === 0) return;
  const now = clock.now();
  const sorted = [...leavers.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ended = await tx.run<{ shopId: string; id: string }>(
    ...batch(
      end,
      { t: columnsOf(sorted, { shop_id: (it) => it.shopId, id: (it) => it.id, because: (it) => it.because }) },
      [now],
    ),
  );
  const left = ended.flatMap(({ id }) => leavers.get(id) ?? []);
  await takeTextsBack(tx, left, now);
  await addTimelineEntries(
    tx,
    left.map(({ shopId, subscriberId, flowId, because }) => ({
      shopId,
      subscriberId,
      kind: "left-flow",
      occurredAt: now,
      data: { flowId, because },
    })),
    now,
  );
}

async function takeTextsBack(tx: Sql, left: Leaving[], now: Date): Promise<void> {
  for (const group of Map.groupBy(left, (it) => `${it.shopId} ${it.because}`).values()) {
    const [{ shopId, because }] = group as [Leaving]; // a group has at least the one that made it
    const ids = group.map((it) => it.id);
    await cancelWaiting(tx, shopId, ids, textReasons[because], now);
  }
  await recallTexts(
    tx,
    left.map(({ shopId, id }) => ({ shopId, kind: "enrollment", target: id })),
  );
}

type Leaving = Leaver & { because: ExitEvent["because"] };

/** By enrollment. An order says nothing to a walk that an order began. */
async function thoseWhoLeave(tx: Sql, found: Leaver[], news: ExitEvent[]): Promise<Map<string, Leaving>> {
  const versions = await loadVersions(tx, found);
  const leaving = new Map<string, Leaving>();
  for (const leaver of found) {
    const because = news[leaver.position]?.because;
    const version = versions.get(leaver.versionId);
    if (!because || !version) continue;
    const { trigger } = version.document;
    if (because === "ordered" && !leavesOnOrder(trigger)) continue;
    if (because === "order-cancelled" && !triggerType(trigger.kind).exitsOnCancel) continue;
    if (isShopperExit(because) && !triggerType(trigger.kind).exitsOn.includes(because)) continue;
    leaving.set(leaver.id, { ...leaver, because });
  }
  return leaving;
}

function isShopperExit(because: ExitEvent["because"]): because is ShopperExit {
  return because === "cart-ended" || because === "added-to-cart";
}
