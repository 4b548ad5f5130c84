import { parseDocument } from "#domain/flows/definition/document";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import { compareVariants } from "./compare.ts";
import { confidenceInWords } from "./confidence-in-words.ts";
import { readCountsOf, readFigures, type VariantCounts } from "./read-figures.ts";
import { testsOf } from "./tests-of.ts";
import { letterOf, type WinnerRule } from "./text-test.ts";

/** One text of a test, and what became of it. */
export interface VariantResult extends VariantCounts {
  /** "B" */
  letter: string;
  text: string;
  /** How many people of 100 get it while there is no winner. */
  weight: number;
}

/** The A/B test of a step, as its report shows it. */
export interface VariantsReport {
  stepId: string;
  variants: VariantResult[];
  /** Null: the merchant chooses. */
  rule: WinnerRule | null;
  /** Which text leads, and how sure that is. Null before anyone clicked or ordered, and when the figures took too long. */
  confidence: { leader: string; share: number; sentence: string } | null;
  /** Everyone who hasn't got the text yet gets this one. */
  winner: { id: string; letter: string; by: "rule" | "merchant"; at: Date } | null;
  /** The merchant undid a winner: no other is chosen automatically. */
  isUndone: boolean;
}

/**
 * The A/B tests of a flow's live version (of its draft before the first), by step, with what became of each text since its test
 * began. Steps without a test aren't in it. Throws a UserError if the shop has no such flow.
 */
export async function readVariants(db: Db, shopId: string, flowId: string): Promise<Record<string, VariantsReport>> {
  const flow = await db.prisma.flow.findUnique({ where: { shopId_id: { shopId, id: flowId } } });
  if (!flow || flow.deletedAt)
    throw new UserError("flow-not-found", "This flow wasn’t found. It may have been deleted.");
  const version =
    flow.liveVersionId &&
    (await db.prisma.flowVersion.findUnique({ where: { shopId_id: { shopId, id: flow.liveVersionId } } }));
  const tests = testsOf(parseDocument(version ? version.document : flow.draft));
  if (tests.length === 0) return {};
  const kept = await db.prisma.textTest.findMany({ where: { shopId, flowId } });
  const reports: Record<string, VariantsReport> = {};
  // One after the other, so that a flow of many tests takes one connection.
  for (const { stepId, key, test } of tests) {
    const row = kept.find((it) => it.stepId === stepId && it.key === key);
    const name = { shopId, flowId, stepId, key };
    const counts = row ? await readCountsOf(db, name, row.startedAt) : [];
    const by = test.winner?.by ?? "clicks";
    const figures = counts && (await readFigures(db, name, by, counts));
    const found = figures && compareVariants(test.variants, figures.successes);
    const won = test.variants.find(({ id }) => id === row?.winner);
    reports[stepId] = {
      stepId,
      variants: test.variants.map(({ id, text, weight }) => ({
        ...(counts?.find((it) => it.id === id) ?? none(id)),
        ...{ letter: letterOf({ id }), text, weight },
      })),
      rule: test.winner,
      confidence: found && {
        leader: found.leader,
        share: found.confidence,
        sentence: confidenceInWords(found, by),
      },
      winner:
        won && row?.decidedAt
          ? { id: won.id, letter: letterOf(won), by: row.decidedBy === "rule" ? "rule" : "merchant", at: row.decidedAt }
          : null,
      isUndone: row?.undoneAt != null && !won,
    };
  }
  return reports;
}

function none(id: string): VariantCounts {
  const zero = { sent: 0, delivered: 0, failed: 0, clicked: 0, unsubscribed: 0, winnerTexts: 0 };
  return { id, ...zero, people: 0, clickers: 0, orders: 0, revenueMicros: 0 };
}
