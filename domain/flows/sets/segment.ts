import type { Context } from "#domain/context";
import { entryRules } from "#domain/flows/definition/entry-rules";
import type { PublishedFlow } from "#domain/flows/publishing/live-flows";
import { enroll } from "#domain/flows/walk/enroll";
import { enqueueAll } from "#domain/jobs";
import { asOf } from "#domain/segments/as-of";
import { readBounded } from "#domain/segments/bounded-read";
import { compileRules } from "#domain/segments/compile";
import { findSegment, type Segment } from "#domain/segments/find";
import { ofTheShop } from "#domain/segments/of-the-shop";
import { upToDate } from "#domain/segments/replica";
import { statement } from "#platform/sql/statement";
import { inChunks } from "./in-chunks.ts";
import { segmentOf } from "./registry.ts";
import { enrollWithoutSteps, tryWithoutSteps } from "./without-steps.ts";

type SegmentContext = Pick<Context, "db" | "clock" | "replica" | "enqueue" | "log">;

/** Most people that one look finds on each side; the next look finds the rest. */
const A_LOOK = 100_000;
/** Real time that one look may take. */
const PATIENCE_MS = 30_000;
const MINUTE_MS = 60_000;
/** A worker that ends in the middle has its look repeated after this. */
const LEASE_MS = 2 * MINUTE_MS;
const SOONEST_MS = 5 * MINUTE_MS;
/** A look that takes a second is made again after at least this many: a fortieth of one core for each such flow. */
const REST = 40;
const AFTER_TROUBLE_MS = 60 * MINUTE_MS;

const lease = statement(
  "lease-watch",
  `UPDATE trigger_watches SET due_at = $4 WHERE shop_id = $1 AND flow_id = $2 AND due_at <= $3 RETURNING is_seeded AS "isSeeded"`,
);
/** No row: another version has been published since the look began. */
const hold = statement(
  "hold-flow-of-segment",
  "SELECT 1 AS is_live FROM flows WHERE shop_id = $1 AND id = $2 AND live_version_id = $3 FOR SHARE",
);
const join = statement(
  "join-segment",
  `WITH new AS (
     INSERT INTO segment_members (shop_id, flow_id, subscriber_id, since)
     SELECT $1, $2, id, $4::timestamptz FROM unnest($3::uuid[]) AS id ORDER BY id
     ON CONFLICT DO NOTHING RETURNING subscriber_id, since
   )
   SELECT new.subscriber_id AS "subscriberId", new.since FROM new
   CROSS JOIN LATERAL (
     SELECT own.redacted_at, own.marketing FROM subscribers own WHERE own.shop_id = $1 AND own.id = new.subscriber_id OFFSET 0
   ) s
   WHERE s.redacted_at IS NULL AND (NOT $5::boolean OR s.marketing = 'subscribed')`,
);
const leave = statement(
  "leave-segment",
  `WITH gone AS (
     DELETE FROM segment_members m USING (
       SELECT subscriber_id FROM segment_members
       WHERE shop_id = $1 AND flow_id = $2 AND subscriber_id = ANY($3::uuid[]) ORDER BY subscriber_id FOR UPDATE
     ) AS t
     WHERE m.shop_id = $1 AND m.flow_id = $2 AND m.subscriber_id = t.subscriber_id RETURNING m.subscriber_id, m.since
   )
   SELECT gone.subscriber_id AS "subscriberId", gone.since FROM gone
   CROSS JOIN LATERAL (
     SELECT own.redacted_at, own.marketing FROM subscribers own WHERE own.shop_id = $1 AND own.id = gone.subscriber_id OFFSET 0
   ) s
   WHERE s.redacted_at IS NULL AND (NOT $4::boolean OR s.marketing = 'subscribed')`,
);
const endLook = statement(
  "end-look",
  `UPDATE trigger_watches SET is_seeded = is_seeded OR $4, watermark = $5, due_at = $6, trouble = $7
   WHERE shop_id = $1 AND flow_id = $2 AND segment_id = $3`,
);

interface Difference {
  entered: string[];
  left: string[];
  isWhole: boolean;
}

/**
 * Compares a segment with the people whom the flow knows to be in it, and lets in those who entered it, or left it, as the
 * flow's trigger says. Each change is kept in the transaction that lets the person in, so that it counts exactly once. The
 * first look only notes who is in the segment already, unless the merchant lets them in, too. A look whose version is no longer
 * live changes nothing more, and is made again. Reads the replica when there is one, with a bound on its time. Returns true when
 * there is more to do now.
 */
export async function takeSegment(ctx: SegmentContext, flow: PublishedFlow): Promise<boolean> {
  const { shopId, id: flowId } = flow;
  const started = performance.now();
  const at = ctx.clock.now();
  const [watch] = await ctx.db.run<{ isSeeded: boolean }>(lease, [shopId, flowId, at, later(at, LEASE_MS)]);
  const segmentId = segmentOf(entryRules(flow.version.document.trigger).settings);
  if (!watch || segmentId === null) return false;
  const end = (isSeeded: boolean, dueAt: Date, trouble: string | null) =>
    ctx.db.run(endLook, [shopId, flowId, segmentId, isSeeded, at, dueAt, trouble]);
  const segment = await findSegment(ctx.db, shopId, segmentId);
  const difference = segment && (await differenceOf(ctx, flow, segment, at));
  if (!difference) {
    await end(false, later(at, AFTER_TROUBLE_MS), segment ? "too-slow" : "segment-gone");
    return false;
  }
  const released = await release(ctx, flow, segmentId, difference, watch.isSeeded);
  if (!released.isLive) {
    await end(false, at, null);
    return true;
  }
  const restMs = Math.max(SOONEST_MS, REST * (performance.now() - started));
  // Those who couldn't enter are found again: not at once, or a look whose people all fail would never rest.
  const isMore = !difference.isWhole && !released.hasFailures;
  await end(difference.isWhole, isMore ? at : later(at, restMs), released.hasFailures ? "some-failed" : null);
  return isMore;
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** Null: it took too long. */
async function differenceOf(
  ctx: SegmentContext,
  { shopId, id: flowId }: PublishedFlow,
  { rules }: Segment,
  at: Date,
): Promise<Difference | null> {
  const db = await upToDate(ctx);
  const { sql, values } = compileRules(rules, await asOf(ctx.db, shopId, at), 4);
  const inSegment = `s.redacted_at IS NULL AND ${sql}`;
  const isKnown = "m.shop_id = $1 AND m.flow_id = $2 AND m.subscriber_id = s.id";
  const entered = `SELECT s.id FROM subscribers s WHERE ${await ofTheShop(db, shopId)} AND ${inSegment}
    AND NOT EXISTS (SELECT FROM segment_members m WHERE ${isKnown}) LIMIT $3`;
  const left = `SELECT m.subscriber_id AS id FROM segment_members m WHERE m.shop_id = $1 AND m.flow_id = $2
    AND NOT EXISTS (SELECT FROM subscribers s WHERE s.shop_id = $1 AND s.id = m.subscriber_id AND ${inSegment}) LIMIT $3`;
  const found: string[][] = [];
  for (const text of [entered, left]) {
    const asked = [shopId, flowId, A_LOOK, ...values];
    const read = await readBounded<{ id: string }>({ db }, { name: "", text }, asked, {
      timeoutMs: PATIENCE_MS,
      comparesSets: true,
    });
    if (read.kind !== "read") return null;
    found.push(read.rows.map(({ id }) => id));
  }
  const [those = [], others = []] = found;
  return { entered: those, left: others, isWhole: those.length < A_LOOK && others.length < A_LOOK };
}

interface Released {
  /** False: the version is no longer live. */
  isLive: boolean;
  /** Some people couldn't be let in. */
  hasFailures: boolean;
}

async function release(
  ctx: SegmentContext,
  flow: PublishedFlow,
  segmentId: string,
  { entered, left }: Difference,
  isSeeded: boolean,
): Promise<Released> {
  const { trigger, purpose } = flow.version.document;
  const isMarketing = purpose === "marketing";
  const { settings } = entryRules(trigger);
  const letsIn =
    typeof settings === "object" && settings !== null && "alreadyIn" in settings && settings.alreadyIn === "enter";
  const isEntry = trigger.kind === "segment-entered";
  const did = { segmentId, isMarketing };
  const released: Released = { isLive: true, hasFailures: false };
  async function changeAll(all: string[], how: Pick<Change, "did" | "isNew">): Promise<void> {
    const changeThese = async (ids: string[], begin: typeof enroll) => {
      if (released.isLive && !(await change(ctx, flow, { ...did, ...how, ids }, begin))) released.isLive = false;
    };
    await inChunks(
      all,
      (ids) => changeThese(ids, enroll),
      async (id) => {
        const about = { shopId: flow.shopId, flowId: flow.id };
        const isIn = await tryWithoutSteps(ctx, about, () => changeThese([id], enrollWithoutSteps));
        if (!isIn) released.hasFailures = true;
      },
    );
  }
  await changeAll(left, { did: "left", isNew: isSeeded && !isEntry });
  await changeAll(entered, { did: "entered", isNew: isEntry && (isSeeded || letsIn) });
  return released;
}

interface Change {
  ids: string[];
  segmentId: string;
  isMarketing: boolean;
  did: "entered" | "left";
  /** Whether it lets people in. */
  isNew: boolean;
}

/** False, and nothing is changed: the version is no longer live. */
async function change(ctx: SegmentContext, flow: PublishedFlow, it: Change, begin: typeof enroll): Promise<boolean> {
  const { shopId, id: flowId } = flow;
  const jobs = await ctx.db.transaction(async (tx) => {
    const [isLive] = await tx.run(hold, [shopId, flowId, flow.version.id]);
    if (!isLive) return null;
    const at = ctx.clock.now();
    const asked =
      it.did === "entered" ? [shopId, flowId, it.ids, at, it.isMarketing] : [shopId, flowId, it.ids, it.isMarketing];
    const people = await tx.run<{ subscriberId: string; since: Date }>(it.did === "entered" ? join : leave, asked);
    if (!it.isNew) return [];
    const news = people.map(({ subscriberId, since }) => ({
      ...{ shopId, flowId, kind: flow.version.document.trigger.kind, subscriberId, at, since: at },
      subject: `${it.did}:${it.segmentId}:${subscriberId}:${since.getTime()}`,
    }));
    return begin(tx, ctx, news);
  });
  if (!jobs) return false;
  await enqueueAll(ctx.enqueue, jobs);
  return true;
}
