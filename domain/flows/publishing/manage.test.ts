import { beforeEach, describe, expect, test } from "vitest";
import { findFlow, findFlowOfPreset, flowNames } from "#domain/flows/report/find";
import { listFlows } from "#domain/flows/report/list";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import { aCheckout } from "../../../test/factories/checkout.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { createFlow, duplicateFlow, FLOWS } from "./create.ts";
import { deleteFlow, restoreFlow } from "./delete.ts";
import { renameFlow } from "./name.ts";
import { resumeFlow } from "./pause.ts";
import { pruneDeletedFlows } from "./prune-deleted.ts";
import { publishFlow } from "./publish.ts";
import { saveDraft } from "./save-draft.ts";

const ctx = aContext();
const HOUR = 3_600_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
});

const empty = { purpose: "transactional", trigger: { kind: "order-placed" }, steps: [] };
const saying = { ...empty, steps: [{ id: "a", type: "send", config: { text: "Thank you" } }] };
const list = () => listFlows(ctx.db, shopId, ctx.clock.now());
const leftCart = (at: Date) =>
  ctx.db.transaction((tx) =>
    enroll(tx, ctx, [{ shopId, kind: "checkout-abandoned", subject: "tok", subscriberId, at, since: at }]),
  );

describe("a new flow", () => {
  test("is a draft that may be empty, and is listed with who enters it", async () => {
    const id = await createFlow(ctx, shopId, { name: " Thanks ", document: empty });
    expect(await list()).toMatchObject([
      { id, name: "Thanks", state: "draft", preset: null, describe: expect.stringContaining("places an order") },
    ]);
    expect(await findFlow(ctx.db, shopId, id)).toMatchObject({ draft: empty, original: empty, live: null });
  });

  test("may be made from a template more than once; the first counts as the template's own", async () => {
    const first = await createFlow(ctx, shopId, { preset: "abandoned-cart" });
    await createFlow(ctx, shopId, { preset: "abandoned-cart", name: "Carts again" });
    expect(await flowNames(ctx.db, shopId)).toMatchObject([{ name: "Abandoned cart" }, { name: "Carts again" }]);
    expect(await findFlowOfPreset(ctx.db, shopId, "abandoned-cart")).toMatchObject({ id: first });
  });

  test("is made once when the form is posted twice", async () => {
    const id = "0192d9a0-0000-7000-8000-000000000001";
    await createFlow(ctx, shopId, { name: "One", document: empty }, id);
    await createFlow(ctx, shopId, { name: "One", document: empty }, id);
    expect(await list()).toHaveLength(1);
  });

  test("can change its trigger and purpose until it was published", async () => {
    const id = await createFlow(ctx, shopId, { name: "Thanks", document: empty });
    const carts = { purpose: "marketing", trigger: { kind: "checkout-abandoned" }, steps: [] };
    await saveDraft(ctx, shopId, id, carts);
    await saveDraft(ctx, shopId, id, saying);
    await publishFlow(ctx, shopId, id);
    await expect(saveDraft(ctx, shopId, id, carts)).rejects.toMatchObject({ code: "flow-trigger-fixed" });
    const narrower = { ...saying, trigger: { kind: "order-placed", reentry: { kind: "once" } } };
    expect(await saveDraft(ctx, shopId, id, narrower)).toEqual([]);
  });

  test.each([
    [{ preset: "no-such" }, "flow-template-unknown"],
    [{ preset: "constructor" }, "flow-template-unknown"],
    [{ name: "", document: empty }, "flow-name-empty"],
    [{ name: "x".repeat(101), document: empty }, "flow-name-long"],
    [{ name: "Odd", document: { steps: "none" } }, "flow-unreadable"],
  ])("is rejected with a reason: %j", async (given, code) => {
    await expect(createFlow(ctx, shopId, given)).rejects.toMatchObject({ code });
  });

  test("is rejected when the shop has as many as it may have", async () => {
    const now = ctx.clock.now();
    const flow = { shopId, name: "n", draft: empty, createdAt: now, updatedAt: now };
    const rows = Array.from({ length: FLOWS.most }, () => ({ ...flow, id: crypto.randomUUID() }));
    await ctx.db.prisma.flow.createMany({ data: rows });
    await expect(createFlow(ctx, shopId, { name: "n", document: empty })).rejects.toMatchObject({ code: "flows-many" });
  });
});

test("a flow can be renamed and copied; the copy is a draft of its own", async () => {
  const flow = await aLiveFlow(ctx.db, { shopId });
  await renameFlow(ctx, shopId, flow.id, "Carts");
  const copy = await duplicateFlow(ctx, shopId, flow.id);
  expect(await list()).toMatchObject([
    { id: flow.id, name: "Carts", state: "live" },
    { id: copy, name: "Carts (copy)", state: "draft" },
  ]);
  await expect(renameFlow(ctx, shopId, copy, "  ")).rejects.toMatchObject({ code: "flow-name-empty" });
});

describe("a deleted flow", () => {
  test("enrolls no one, holds the people inside, and is not shown", async () => {
    const flow = await aLiveFlow(ctx.db, { shopId });
    await aCheckout(ctx.db, { shopId, token: "tok", subscriberId });
    await leftCart(TUESDAY_MORNING);
    await deleteFlow(ctx, shopId, flow.id);
    await aLiveFlow(ctx.db, { shopId, preset: "other" }).then((other) => deleteFlow(ctx, shopId, other.id));
    ctx.clock.set(later(2 * HOUR));
    await advanceEnrollments(ctx);
    await leftCart(later(HOUR));
    expect(await ctx.db.prisma.message.count({ where: { shopId } })).toBe(0);
    expect(await ctx.db.prisma.enrollment.count({ where: { shopId } })).toBe(1);
    expect(await list()).toEqual([]);
    expect(await findFlow(ctx.db, shopId, flow.id)).toBeNull();
    expect(await findFlowOfPreset(ctx.db, shopId, "abandoned-cart")).toBeNull();
    await expect(publishFlow(ctx, shopId, flow.id)).rejects.toMatchObject({ code: "flow-not-found" });
  });

  test("comes back paused, and goes on with the people inside when it is resumed", async () => {
    const flow = await aLiveFlow(ctx.db, { shopId });
    await aCheckout(ctx.db, { shopId, token: "tok", subscriberId });
    await leftCart(TUESDAY_MORNING);
    await deleteFlow(ctx, shopId, flow.id);
    ctx.clock.set(later(2 * HOUR));
    await advanceEnrollments(ctx);
    await restoreFlow(ctx, shopId, flow.id);
    await restoreFlow(ctx, shopId, flow.id);
    expect(await list()).toMatchObject([{ state: "paused", inside: 1 }]);
    await resumeFlow(ctx, shopId, flow.id);
    await advanceEnrollments(ctx);
    expect(await ctx.db.prisma.message.count({ where: { shopId } })).toBe(1);
  });

  test("cannot be restored after 30 days", async () => {
    const flow = await aLiveFlow(ctx.db, { shopId });
    await deleteFlow(ctx, shopId, flow.id);
    ctx.clock.set(later(31 * 24 * HOUR));
    await expect(restoreFlow(ctx, shopId, flow.id)).rejects.toMatchObject({ code: "flow-gone" });
  });

  test("goes for good after 30 days: the people inside leave, their texts end, and their records stay", async () => {
    const flow = await aLiveFlow(ctx.db, { shopId });
    await aCheckout(ctx.db, { shopId, token: "tok", subscriberId });
    await leftCart(TUESDAY_MORNING);
    await deleteFlow(ctx, shopId, flow.id);
    expect(await pruneDeletedFlows(ctx.db, later(29 * 24 * HOUR))).toBe(0);
    // Other tests of this file leave deleted flows, too.
    expect(await pruneDeletedFlows(ctx.db, later(31 * 24 * HOUR))).toBeGreaterThan(0);
    expect(await ctx.db.prisma.flow.count({ where: { shopId } })).toBe(0);
    expect(await ctx.db.prisma.flowVersion.count({ where: { shopId } })).toBe(0);
    expect(await ctx.db.prisma.enrollment.findMany({ where: { shopId } })).toMatchObject([
      { state: "exited", exitedBecause: "flow-deleted", resumeAt: null },
    ]);
    expect(await pruneDeletedFlows(ctx.db, later(31 * 24 * HOUR))).toBe(0);
  });

  test("is kept while another flow starts it, and the refusal names that flow", async () => {
    const flow = await aLiveFlow(ctx.db, { shopId });
    const start = { id: "start", type: "start-flow", config: { flowId: flow.id, flowName: flow.name } };
    const other = await createFlow(ctx, shopId, { name: "Starter", document: { ...saying, steps: [start] } });
    await expect(deleteFlow(ctx, shopId, flow.id)).rejects.toMatchObject({
      code: "flow-in-use",
      message: "The flow “Starter” starts this flow. Change that flow first.",
    });
    await saveDraft(ctx, shopId, other, saying);
    await deleteFlow(ctx, shopId, flow.id);
  });

  test("of another shop is not found", async () => {
    const { id } = await aLiveFlow(ctx.db);
    await expect(deleteFlow(ctx, shopId, id)).rejects.toMatchObject({ code: "flow-not-found" });
    await expect(restoreFlow(ctx, shopId, id)).rejects.toMatchObject({ code: "flow-not-found" });
  });
});
