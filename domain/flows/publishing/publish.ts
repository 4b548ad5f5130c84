import type { Context } from "#domain/context";
import { checkTexts } from "#domain/flows/definition/check-texts";
import { parseDocument } from "#domain/flows/definition/document";
import { validateFlow } from "#domain/flows/definition/validate";
import { wakeFlow } from "#domain/flows/walk/wake";
import { enqueueAll } from "#domain/jobs";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { lockFlow } from "./lock.ts";

const addVersion = statement(
  "add-flow-version",
  `INSERT INTO flow_versions (shop_id, id, flow_id, number, document, created_at)
   SELECT $1, $3, $2, coalesce(max(number), 0) + 1, $4, $5 FROM flow_versions WHERE shop_id = $1 AND flow_id = $2
   RETURNING number`,
);

const goLive = statement(
  "flow-goes-live",
  "UPDATE flows SET state = 'live', live_version_id = $3, updated_at = $4 WHERE shop_id = $1 AND id = $2",
);

/** Kept for the reports of those who walked them. */
export const MOST_VERSIONS = 500;
/** The oldest beyond that, without the live one and those that people entered: no report and no walk asks for the others. */
const forgetVersions = statement(
  "forget-flow-versions",
  `DELETE FROM flow_versions v USING flows f
   WHERE v.shop_id = $1 AND v.flow_id = $2 AND f.shop_id = v.shop_id AND f.id = v.flow_id
     AND v.number <= (SELECT max(number) FROM flow_versions WHERE shop_id = $1 AND flow_id = $2) - $3::int
     AND v.id IS DISTINCT FROM f.live_version_id
     AND NOT EXISTS (SELECT FROM enrollments e WHERE e.shop_id = v.shop_id AND e.flow_id = v.flow_id AND e.version_id = v.id)`,
);

/**
 * Makes a version of the draft and sets it live. Whoever comes in from now on walks this version; those inside finish
 * the one they began. Refuses a draft with problems, naming the first one. Returns the version's number.
 */
export async function publishFlow(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  flowId: string,
): Promise<number> {
  const { number, jobs } = await db.transaction(async (tx) => {
    const flow = await lockFlow(tx, shopId, flowId);
    const document = parseDocument(flow.draft);
    const [problem] = validateFlow(document, flow);
    if (problem) throw new UserError("flow-has-problems", problem.message, problem.stepId);
    await checkTexts(document);
    const versionId = newId();
    const now = clock.now();
    const [version] = await tx.run<{ number: number }>(addVersion, [
      shopId,
      flowId,
      versionId,
      JSON.stringify(document),
      now,
    ]);
    await tx.run(goLive, [shopId, flowId, versionId, now]);
    if ((version?.number ?? 1) > MOST_VERSIONS) await tx.run(forgetVersions, [shopId, flowId, MOST_VERSIONS]);
    const jobs = flow.state === "paused" ? await wakeFlow(tx, { clock }, shopId, flowId) : [];
    return { number: version?.number ?? 1, jobs };
  });
  await enqueueAll(enqueue, jobs);
  return number;
}
