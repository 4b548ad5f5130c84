import type { Context } from "#domain/context";
import { entryRules } from "#domain/flows/definition/entry-rules";
import { type PublishedFlow, publishedFlows } from "#domain/flows/publishing/live-flows";
import { triggerType } from "#domain/flows/triggers/registry";
import { enroll } from "#domain/flows/walk/enroll";
import { type Due, enqueueAll } from "#domain/jobs";
import { statement } from "#platform/sql/statement";
import { inChunks } from "./in-chunks.ts";
import { timeTriggerOf } from "./registry.ts";
import { takeSegment } from "./segment.ts";
import type { DuePerson, TimeTrigger } from "./time-trigger.ts";
import { enrollWithoutSteps, tryWithoutSteps } from "./without-steps.ts";

/** When the sweep adds the job. */
export const dueWatches: Due<"flow-entries"> = {
  records: `SELECT w.shop_id, w.flow_id AS id FROM trigger_watches w JOIN shops h ON h.id = w.shop_id AND h.uninstalled_at IS NULL
    WHERE w.due_at <= $1 ORDER BY w.due_at LIMIT 100`,
  payloadKey: "flowId",
};

const LOOK_BACK_MS = 24 * 3_600_000;
/** Real milliseconds after which the job gives its place to another flow's. */
const TURN_MS = 2_000;

/** A worker that ends in the middle has its page repeated after this. */
const LEASE_MS = 2 * 60_000;
const lease = statement(
  "lease-pass",
  `UPDATE trigger_watches w SET due_at = $4, trouble = CASE WHEN w.pass_until IS NULL THEN NULL ELSE w.trouble END FROM shops h
   WHERE w.shop_id = $1 AND w.flow_id = $2 AND w.due_at <= $3 AND h.id = w.shop_id
   RETURNING w.since, w.watermark, w.pass_until AS "passUntil", w.cursor, coalesce(h.time_zone, 'UTC') AS zone`,
);
// Publishing starts the pass again, and then the page that was under way counts for nothing.
const goOn = statement(
  "go-on-with-pass",
  `UPDATE trigger_watches SET pass_until = $3, cursor = $4, due_at = $5
   WHERE shop_id = $1 AND flow_id = $2 AND cursor IS NOT DISTINCT FROM $6 AND due_at = $7 RETURNING flow_id`,
);
const endPass = statement(
  "end-pass",
  `UPDATE trigger_watches SET watermark = $3, pass_until = NULL, cursor = NULL, due_at = $4
   WHERE shop_id = $1 AND flow_id = $2 AND cursor IS NOT DISTINCT FROM $5 AND due_at = $6`,
);
const noteTrouble = statement(
  "note-trouble-of-watch",
  "UPDATE trigger_watches SET trouble = 'some-failed' WHERE shop_id = $1 AND flow_id = $2",
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
 * Lets people enter a flow whose trigger is time or a segment, page by page. Who enters has a key of the occasion, so a page that is
 * repeated lets no one in twice. Returns true when more are due. One worker at a time takes a flow.
 */
export async function takeEntries(ctx: EntriesContext, shopId: string, flowId: string): Promise<boolean> {
  const flow = (await publishedFlows(ctx.db, [shopId])).find(({ id }) => id === flowId);
  const now = ctx.clock.now();
  if (!flow) {
    await ctx.db.run(putOff, [shopId, flowId, new Date(now.getTime() + UNPUBLISHED_MS), now]);
    return false;
  }
  const trigger = timeTriggerOf(flow.version.document.trigger.kind);
  if (!trigger) return takeSegment(ctx, flow);
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  const [watch] = await ctx.db.run<Watch>(lease, [shopId, flowId, now, leasedUntil]);
  return watch ? goThrough(ctx, { flow, trigger, watch, now, leasedUntil }) : false;
}

interface Pass {
  flow: PublishedFlow;
  trigger: TimeTrigger;
  watch: Watch;
  now: Date;
  leasedUntil: Date;
}

/** Page after page, until the pass or the turn is over. */
async function goThrough(ctx: EntriesContext, { flow, trigger, watch, now, leasedUntil }: Pass): Promise<boolean> {
  const { shopId, id: flowId } = flow;
  const { document } = flow.version;
  const { lookBackMs = LOOK_BACK_MS } = trigger;
  const { settings } = entryRules(document.trigger);
  const until = watch.passUntil ?? now;
  // Who came due so long ago that a text would be too late doesn't enter.
  const tooLate = until.getTime() - triggerType(document.trigger.kind).textsExpireAfterMs;
  const from = new Date(Math.max(watch.since.getTime(), watch.watermark.getTime() - lookBackMs, tooLate));
  const isMarketing = document.purpose === "marketing";
  const asked = { shopId, flowId, settings, from, until, zone: watch.zone, isMarketing };
  const end = performance.now() + TURN_MS;
  for (let { cursor } = watch; ; ) {
    const page = await trigger.page(ctx.db, { ...asked, cursor });
    const isWhole = await letAllIn(ctx, flow, page.people);
    if (!isWhole) await ctx.db.run(noteTrouble, [shopId, flowId]);
    if (page.cursor === null) {
      const next = trigger.nextLook(settings, until);
      await ctx.db.run(endPass, [shopId, flowId, until, next, cursor, leasedUntil]);
      return false;
    }
    const isOver = performance.now() >= end;
    const dueAt = isOver ? now : leasedUntil;
    const marked = [shopId, flowId, until, page.cursor, dueAt, cursor, leasedUntil];
    const [isOurs] = await ctx.db.run(goOn, marked);
    if (isOver || !isOurs) return true;
    ({ cursor } = page);
  }
}

/** False when some couldn't enter. */
async function letAllIn(ctx: EntriesContext, flow: PublishedFlow, people: DuePerson[]): Promise<boolean> {
  let isWhole = true;
  await inChunks(
    people,
    (some) => letIn(ctx, flow, some, enroll),
    async (person) => {
      const { shopId, id: flowId } = flow;
      const isIn = await tryWithoutSteps(ctx, { shopId, flowId }, () => letIn(ctx, flow, [person], enrollWithoutSteps));
      if (!isIn) isWhole = false;
    },
  );
  return isWhole;
}

async function letIn(
  ctx: EntriesContext,
  flow: PublishedFlow,
  people: DuePerson[],
  begin: typeof enroll,
): Promise<void> {
  const news = people.map((person) => newsOf(flow, person));
  const jobs = await ctx.db.transaction((tx) => begin(tx, ctx, news));
  await enqueueAll(ctx.enqueue, jobs);
}

function newsOf(flow: PublishedFlow, { subscriberId, at, subject, about, properties, variables, url }: DuePerson) {
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
    ...(properties
      ? { event: { properties, ...(variables ? { variables } : {}), ...(url === undefined ? {} : { url }) } }
      : {}),
  };
}
