import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** The steps in the order in which a merchant takes them. */
export const setupSteps = ["sender", "consent", "flow", "test-text"] as const;
export type SetupStep = (typeof setupSteps)[number];

export interface Setup {
  steps: { step: SetupStep; isDone: boolean }[];
  isDone: boolean;
  /** The checklist is over: everything done, or put away by the merchant. */
  isOver: boolean;
}

const readSetupRows = statement(
  "read-setup",
  `SELECT EXISTS (SELECT 1 FROM senders WHERE shop_id = $1 AND state = 'active') AS sender,
          EXISTS (SELECT 1 FROM subscribers WHERE shop_id = $1 AND marketing = 'subscribed') AS consent,
          EXISTS (SELECT 1 FROM flows WHERE shop_id = $1 AND state = 'live') AS flow,
          test_text_sent_at IS NOT NULL AS "test-text", setup_dismissed_at IS NOT NULL AS "isDismissed"
   FROM shop_settings WHERE shop_id = $1`,
);

/** How far the shop has come; each step is done when its effect is really there. */
export async function readSetup(db: Sql, shopId: string): Promise<Setup> {
  const [row] = await db.run<Record<SetupStep | "isDismissed", boolean>>(readSetupRows, [shopId]);
  const steps = setupSteps.map((step) => ({ step, isDone: row?.[step] ?? false }));
  const isDone = steps.every((it) => it.isDone);
  return { steps, isDone, isOver: isDone || (row?.isDismissed ?? false) };
}

/** Puts the checklist away for good, whatever is left of it. */
export async function dismissSetup({ db, clock }: Pick<Context, "db" | "clock">, shopId: string): Promise<void> {
  await db.prisma.shopSettings.updateMany({
    where: { shopId, setupDismissedAt: null },
    data: { setupDismissedAt: clock.now() },
  });
}
