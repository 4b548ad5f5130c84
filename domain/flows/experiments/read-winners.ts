import type { FlowDocument } from "#domain/flows/definition/document";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { testsOf } from "./tests-of.ts";

/** The variants that have won, by step id. */
export type Winners = Record<string, string>;

const readWon = statement(
  "text-test-winners",
  `SELECT flow_id AS "flowId", step_id AS "stepId", key, winner FROM text_tests
   WHERE shop_id = $1 AND flow_id = ANY($2::uuid[]) AND winner IS NOT NULL`,
);

/** The winners of the A/B tests of one document, a draft or a version. */
export async function winnersOf(tx: Sql, shopId: string, flowId: string, document: FlowDocument): Promise<Winners> {
  return (await readWinners(tx, shopId, [{ flowId, versionId: "", document }])).get("") ?? {};
}

/** The winners of these versions' A/B tests, by version. Asks nothing when no version has a test. */
export async function readWinners(
  tx: Sql,
  shopId: string,
  versions: { flowId: string; versionId: string; document: FlowDocument }[],
): Promise<Map<string, Winners>> {
  const tested = versions.filter(({ document }) => testsOf(document).length > 0);
  if (tested.length === 0) return new Map();
  const flowIds = [...new Set(tested.map(({ flowId }) => flowId))];
  const rows = await tx.run<{ flowId: string; stepId: string; key: string; winner: string }>(readWon, [
    shopId,
    flowIds,
  ]);
  const won = new Map(rows.map((it) => [`${it.flowId} ${it.stepId} ${it.key}`, it.winner]));
  return new Map(
    tested.map(({ flowId, versionId, document }) => {
      const winners = testsOf(document).flatMap(({ stepId, key }) => {
        const winner = won.get(`${flowId} ${stepId} ${key}`);
        return winner ? [[stepId, winner] as const] : [];
      });
      return [versionId, Object.fromEntries(winners)];
    }),
  );
}
