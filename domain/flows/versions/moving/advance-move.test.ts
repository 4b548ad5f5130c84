import { describe, expect, test } from "vitest";
import { dueWork } from "#domain/sweep/due";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../../../test/factories/context.ts";
import { aChangingFlow, HOUR, later, send, wait } from "../../../../test/factories/flows/changing-flow.ts";
import { advanceMove } from "./advance-move.ts";
import { latestMove } from "./latest.ts";
import { countInside, startMove, stopMove } from "./start.ts";

const ctx = aContext();
const { advanceTo, enters, find, flow, live, moveAll, numberOf, publish, textsOf } = aChangingFlow(ctx);

describe("a move", () => {
  test("puts off people whom another transaction holds, and waits for none of them", async () => {
    await live(wait("w", 60), send("one"));
    const [ada, bea] = [await enters(), await enters()];
    await publish({}, wait("w", 90), send("one"));
    await ctx.db.transaction(async (tx) => {
      await tx.run(statement("", "SELECT id FROM enrollments WHERE shop_id = $1 AND id = $2 FOR SHARE"), [
        flow.shopId,
        ada.id,
      ]);
      expect(await advanceMove(ctx, flow.shopId, flow.id)).toBe(false);
    });
    expect([await numberOf(ada.id), await numberOf(bea.id)]).toEqual([1, 2]);
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 2 });
  });

  test("moves a person who entered while people were counted, and counts them then", async () => {
    await live(wait("w", 60), send("one"));
    await publish(null, wait("w", 90), send("one"));
    const { liveVersionId } = await ctx.db.prisma.flow.findFirstOrThrow({
      where: { shopId: flow.shopId, id: flow.id },
    });
    const counted = await countInside(ctx.db, flow.shopId, flow.id);
    const ada = await enters();
    const older = await ctx.db.prisma.flowVersion.findFirstOrThrow({
      where: { shopId: flow.shopId, flowId: flow.id, number: 1 },
    });
    await ctx.db.prisma.enrollment.updateMany({
      where: { shopId: flow.shopId, id: ada.id },
      data: { versionId: older.id },
    });
    const move = { shopId: flow.shopId, flowId: flow.id, versionId: liveVersionId ?? "", choices: {}, inside: counted };
    await ctx.db.transaction((tx) => startMove(tx, move, ctx.clock.now()));
    expect(await moveAll()).toMatchObject({ state: "finished", total: 1, moved: 1 });
    expect(await numberOf(ada.id)).toBe(2);
  });

  test("moves each of many once, with two workers at a time, a page that fails and jobs that come twice", async () => {
    await live(wait("w", 60), send("one"));
    for (let i = 0; i < 12; i++) await enters();
    await publish({}, wait("w", 90), send("one"));
    const broken = {
      ...ctx,
      db: {
        ...ctx.db,
        transaction: (work: (tx: never) => Promise<unknown>) =>
          ctx.db.transaction(async (tx) => {
            await work(tx as never);
            throw new Error("killed");
          }),
      },
    };
    await expect(advanceMove(broken as never, flow.shopId, flow.id)).rejects.toThrow("killed");
    expect(await latestMove(ctx.db, flow.shopId, flow.id)).toMatchObject({ moved: 0, state: "moving" });
    await Promise.all([1, 2, 3].map(() => advanceMove(ctx, flow.shopId, flow.id)));
    expect(await moveAll()).toMatchObject({ state: "finished", total: 12, moved: 12 });
    expect(await advanceMove(ctx, flow.shopId, flow.id)).toBe(false);
  });

  test("is found by the sweep until it is over, and can be stopped", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, wait("w", 90), send("one"));
    const due = async () => (await ctx.db.run<{ job: string }>(dueWork, [ctx.clock.now()])).map(({ job }) => job);
    expect(await due()).toContain("flow-moves");
    expect(await stopMove(ctx, flow.shopId, flow.id)).toBe(true);
    expect(await due()).not.toContain("flow-moves");
    expect(await advanceMove(ctx, flow.shopId, flow.id)).toBe(false);
    expect(await numberOf(ada.id)).toBe(1);
    expect(await latestMove(ctx.db, flow.shopId, flow.id)).toMatchObject({ state: "stopped", total: 1, moved: 0 });
    expect(await stopMove(ctx, flow.shopId, flow.id)).toBe(false);
  });

  test("is ended by the next publication, which moves everyone into its own version", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, wait("w", 90), send("one"));
    await publish({}, wait("w", 120), send("one"));
    expect(await moveAll()).toMatchObject({ state: "finished", number: 3, moved: 1 });
    expect(await find(ada.id)).toMatchObject({ resumeAt: later(2 * HOUR) });
  });

  test("brings no text to a person who opted out meanwhile", async () => {
    await live(wait("w", 60), send("one"));
    const ada = await enters();
    await publish({}, send("one"), wait("w", 30), send("two"));
    await ctx.db.prisma.subscriber.updateMany({
      where: { shopId: flow.shopId, id: ada.subscriberId },
      data: { marketing: "unsubscribed" },
    });
    await moveAll();
    await advanceTo(HOUR);
    expect(await textsOf(ada.id)).toEqual([]);
    expect(await find(ada.id)).toMatchObject({ state: "exited", exitedBecause: "opted-out" });
  });
});
