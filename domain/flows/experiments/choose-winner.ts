import { Prisma } from "@prisma/client";
import type { Context } from "#domain/context";
import { parseDocument } from "#domain/flows/definition/document";
import { lockFlow } from "#domain/flows/publishing/lock";
import { UserError } from "#domain/user-error";
import type { Tx } from "#platform/sql/db";
import type { TestName } from "./read-figures.ts";
import { testsOf } from "./tests-of.ts";

type Chooser = Pick<Context, "db" | "clock">;

/**
 * Ends the A/B test of a live flow's step by the merchant's choice: from the next claim on, everyone gets this text. Replaces a
 * winner that was chosen before. Throws a UserError for a text that the test doesn't have. Safe to repeat.
 */
export async function chooseWinner(
  { db, clock }: Chooser,
  shopId: string,
  { flowId, stepId, variantId }: { flowId: string; stepId: string; variantId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { test, ...name } = await liveTest(tx, shopId, flowId, stepId);
    if (!test.variants.some(({ id }) => id === variantId)) throw gone();
    const now = clock.now();
    const won = { winner: variantId, decidedBy: "merchant", decidedAt: now, evidence: Prisma.DbNull };
    const data = { ...won, lookAt: null, undoneAt: null };
    await tx.prisma.textTest.upsert({
      where: { shopId_flowId_stepId_key: name },
      create: { ...name, startedAt: now, ...data },
      update: data,
    });
  });
}

/**
 * Takes a winner back: from the next claim on, people get their text by chance again. No winner is chosen automatically for
 * this test after that. Safe to repeat.
 */
export async function undoWinner(
  { db, clock }: Chooser,
  shopId: string,
  { flowId, stepId }: { flowId: string; stepId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { test: _, ...name } = await liveTest(tx, shopId, flowId, stepId);
    const nothing = { winner: null, decidedBy: null, decidedAt: null, evidence: Prisma.DbNull };
    await tx.prisma.textTest.updateMany({
      where: { ...name, winner: { not: null } },
      data: { ...nothing, lookAt: null, undoneAt: clock.now() },
    });
  });
}

async function liveTest(tx: Tx, shopId: string, flowId: string, stepId: string) {
  const { liveVersionId } = await lockFlow(tx, shopId, flowId);
  const version =
    liveVersionId && (await tx.prisma.flowVersion.findUnique({ where: { shopId_id: { shopId, id: liveVersionId } } }));
  const found = version && testsOf(parseDocument(version.document)).find((it) => it.stepId === stepId);
  if (!found) throw gone();
  const name: TestName = { shopId, flowId, stepId, key: found.key };
  return { ...name, test: found.test };
}

function gone(): UserError {
  return new UserError("text-test-gone", "This test isn’t running any more. Reload the page to see what is.");
}
