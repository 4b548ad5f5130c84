import type { FlowDocument } from "#domain/flows/definition/document";
import type { Job } from "#domain/jobs";
import type { Tx } from "#platform/sql/db";
import { testsOf } from "./tests-of.ts";

/**
 * From now on, the A/B tests of this version are looked at for a winner, if their rule says so. A test that another version had
 * goes on as it is, its winner included; tests that this version doesn't have are no longer looked at. Called when a version is
 * published, by the transaction that has locked the flow. Returns the jobs owed after the commit.
 */
export async function startTests(
  { prisma }: Tx,
  { shopId, flowId, document }: { shopId: string; flowId: string; document: FlowDocument },
  now: Date,
): Promise<Job[]> {
  await prisma.textTest.updateMany({ where: { shopId, flowId }, data: { lookAt: null } });
  const tests = testsOf(document);
  for (const { stepId, key, test } of tests) {
    const name = { shopId, flowId, stepId, key };
    await prisma.textTest.upsert({
      where: { shopId_flowId_stepId_key: name },
      create: { ...name, startedAt: now },
      update: {},
    });
    const isOpen = { winner: null, undoneAt: null };
    if (test.winner) await prisma.textTest.updateMany({ where: { ...name, ...isOpen }, data: { lookAt: now } });
  }
  return tests.some(({ test }) => test.winner) ? [{ name: "text-tests", payload: { shopId, flowId } }] : [];
}
