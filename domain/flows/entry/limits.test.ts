import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { publishedFlows } from "#domain/flows/publishing/live-flows";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { bounded } from "./limits.ts";

const { db } = aContext();
const ENTERED = 4_000;
const ASKED = 500;

const insertEntered = statement(
  "many-entered",
  `INSERT INTO enrollments (shop_id, id, flow_id, version_id, subscriber_id, subject, state, started_at)
   SELECT $1, gen_random_uuid(), $2, $3, gen_random_uuid(), 'before' || i, 'finished', $4 FROM generate_series(1, $5::int) AS i`,
);
const rowsRead = statement(
  "enrollments-read",
  "SELECT (coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'enrollments'",
);

test("the bound on entries reads what these people have, not what the flow has", async () => {
  await emptyDatabase();
  const { id: shopId } = await aShop(db);
  const document = parseDocument({ purpose: "marketing", trigger: { kind: "segment-entered" }, steps: [] });
  const { id: flowId, liveVersionId } = await aLiveFlow(db, { shopId, preset: null, name: "VIP", document });
  await db.run(insertEntered, [shopId, flowId, liveVersionId, TUESDAY_MORNING, ENTERED]);
  const [flow] = await publishedFlows(db, [shopId]);
  if (!flow) throw new Error("The flow is published.");
  const entry = { notSince: null, state: "waiting", stepId: null, resumeAt: null, because: null, trail: "" } as const;
  const enrolling = Array.from({ length: ASKED }, (_, index) => {
    const news = { shopId, kind: "segment-entered", subject: `s${index}`, subscriberId: newId() } as const;
    const happened = { at: TUESDAY_MORNING, since: TUESDAY_MORNING };
    return { id: newId(), flow, news: { ...news, ...happened }, entry: { ...entry, key: `s${index}` } };
  });
  const read = await db.transaction(async (tx) => {
    expect(await bounded(tx, enrolling, TUESDAY_MORNING)).toEqual(enrolling);
    const [row] = await tx.run<{ read: number }>(rowsRead);
    return row?.read;
  });
  expect(read).toBeLessThan(ASKED);
});
