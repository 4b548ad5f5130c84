import type { Context } from "#domain/context";
import { entryRules } from "#domain/flows/definition/entry-rules";
import { type PublishedFlow, publishedFlows } from "#domain/flows/publishing/live-flows";
import { triggerType } from "#domain/flows/triggers/registry";
import { enroll } from "#domain/flows/walk/enroll";
import { type Due, enqueueAll, type Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { timeTriggerOf } from "./registry.ts";
import { takeSegment } from "./segment.ts";
import type { DuePerson, TimeTrigger } from "./time-trigger.ts";

/** When the sweep adds the job. */
export const dueWatches: Due<"flow-entries"> = {
  records: `SELECT w.shop_id, w.flow_id AS id FROM trigger_watches w JOIN shops h ON h.id = w.shop_id AND h.uninstalled_at IS NULL
    WHERE w.due_at <= $1 ORDER BY w.due_at LIMIT 100`,
  payloadKey: "flowId",
};

/** How far a pass looks back behind the last one: a person's zone or date may have changed since. */
const LOOK_BACK_MS = 24 * 3_600_000;
/** Real milliseconds after which the job gives its place to another flow's. */
const TURN_MS = 2_000;

const hold = statement("hold-watched-flow", "SELECT FROM flows WHERE shop_id = $1 AND id = $2 FOR SHARE");
const take = statement(
  "take-watch",
  `SELECT w.since, w.watermark, w.pass_until AS "passUntil", w.cursor, coalesce(h.time_zone, 'UTC') AS zone
   FROM trigger_watches w JOIN shops h ON h.id = w.shop_id
   WHERE w.shop_id = $1 AND w.flow_id = $2 AND w.due_at <= $3
   FOR UPDATE OF w SKIP LOCKED`,
);
const goOn = statement(
  "go-on-with-pass",
  "UPDATE trigger_watches SET pass_until = $3, cursor = $4 WHERE shop_id = $1 AND flow_id = $2",
);
const endPass = statement(
  "end-pass",
  `UPDATE trigger_watches SET watermark = $3, pass_until = NULL, cursor = NULL, due_at = $4, trouble = NULL
   WHERE shop_id = $1 AND flow_id = $2`,
);
const putOff = statement(
  "put-off-watch",
  "UPDATE trigger_watches SET due_at = $3 WHERE shop_id = $1 AND flow_id = $2 AND due_at <= $4",
);
/** A flow that was deleted may be restored. */
const UNPUBLISHED_MS = 3_600_000;

interface Watch {
  since: Date;
  watermark: Date;
  passUntil: Date | null;
  cursor: string | null;
  zone: string;
}

type EntriesContext = Pick<Context, "db" | "clock" | "replica" | "enqueue" | "log">;

/**
 * Lets people enter a flow whose trigger is time or a segment: page by page, each in a transaction with the mark of how far it
 * is, so that a page that is repeated lets nobody in twice. Returns true when more are due. Workers may run it side by side.
 */
export async function takeEntries(ctx: EntriesContext, shopId: string, flowId: string): Promise<boolean> {
  const flow = (await publishedFlows(ctx.db, [shopId])).find(({ id }) => id === flowId);
  if (!flow) {
    const now = ctx.clock.now();
    await ctx.db.run(putOff, [shopId, flowId, new Date(now.getTime() + UNPUBLISHED_MS), now]);
    return false;
  }
  const trigger = timeTriggerOf(flow.version.document.trigger.kind);
  if (!trigger) return takeSegment(ctx, flow);
  for (const end = performance.now() + TURN_MS; performance.now() < end; )
    if (!(await takePage(ctx, flow, trigger))) return false;
  return true;
}

async function takePage(ctx: EntriesContext, flow: PublishedFlow, trigger: TimeTrigger): Promise<boolean> {
  const { shopId, id: flowId } = flow;
  const { isMore, jobs } = await ctx.db.transaction(async (tx) => {
    // The flow first, as publishing does.
    await tx.run(hold, [shopId, flowId]);
    const now = ctx.clock.now();
    const [watch] = await tx.run<Watch>(take, [shopId, flowId, now]);
    return watch ? lookFurther(tx, ctx, { flow, trigger, watch, now }) : { isMore: false, jobs: [] };
  });
  await enqueueAll(ctx.enqueue, jobs);
  return isMore;
}

interface Pass {
  flow: PublishedFlow;
  trigger: TimeTrigger;
  watch: Watch;
  now: Date;
}

async function lookFurther(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  { flow, trigger, watch, now }: Pass,
): Promise<{ isMore: boolean; jobs: Job[] }> {
  const { shopId, id: flowId } = flow;
  const { document } = flow.version;
  const { settings } = entryRules(document.trigger);
  const until = watch.passUntil ?? now;
  // Who came due so long ago that a text would be too late doesn't enter.
  const tooLate = until.getTime() - triggerType(document.trigger.kind).textsExpireAfterMs;
  const from = new Date(Math.max(watch.since.getTime(), watch.watermark.getTime() - LOOK_BACK_MS, tooLate));
  const { people, cursor } = await trigger.page(tx, {
    ...{ shopId, flowId, settings, from, until, cursor: watch.cursor, zone: watch.zone },
    isMarketing: document.purpose === "marketing",
  });
  const jobs = await enroll(
    tx,
    ctx,
    people.map((person) => newsOf(flow, person)),
  );
  if (cursor !== null) await tx.run(goOn, [shopId, flowId, until, cursor]);
  else await tx.run(endPass, [shopId, flowId, until, trigger.nextLook(settings, until)]);
  return { isMore: cursor !== null, jobs };
}

function newsOf(flow: PublishedFlow, { subscriberId, at, subject, about, properties, variables }: DuePerson) {
  return {
    ...{
      shopId: flow.shopId,
      flowId: flow.id,
      kind: flow.version.document.trigger.kind,
      subscriberId,
      subject,
      at,
      since: at,
    },
    ...(about === undefined ? {} : { about }),
    ...(properties ? { event: { properties, ...(variables ? { variables } : {}) } } : {}),
  };
}
