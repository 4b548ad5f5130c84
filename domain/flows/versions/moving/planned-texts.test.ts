import { describe, expect, test } from "vitest";
import { flowSource } from "#domain/flows/source";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../../../test/factories/context.ts";
import { aChangingFlow, send, wait } from "../../../../test/factories/flows/changing-flow.ts";
import { advanceMove } from "./advance-move.ts";
import { latestMove } from "./latest.ts";

const ctx = aContext();
const { claim, enters, flow, live, moveAll, numberOf, publish, textsOf } = aChangingFlow(ctx);

describe("a text that is planned", () => {
  test("has the words of the new version, once", async () => {
    await live(send("one", "Old words"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, send("one", "New words"), wait("w", 60), send("two"));
    await moveAll();
    const [text] = await ctx.db.prisma.message.findMany({ where: { shopId: flow.shopId, sourceId: ada.id } });
    if (!text) throw new Error("No text was planned.");
    const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, flow.shopId, [text], ctx.clock.now()));
    expect(answers.get(text.id)).toMatchObject({ kind: "wanted", wording: { template: "New words" } });
    expect(await textsOf(ada.id)).toHaveLength(1);
  });

  test("is withdrawn when its step was removed", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, wait("w", 60), send("two"));
    await moveAll();
    expect(await textsOf(ada.id)).toEqual([["one", "skipped", "step-removed"]]);
  });

  test("is withdrawn at its claim when the claim had it before the move", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await publish({}, wait("w", 60), send("two"));
    await ctx.db.transaction(async (tx) => {
      await tx.run(statement("", "SELECT id FROM messages WHERE shop_id = $1 FOR UPDATE"), [flow.shopId]);
      await moveAll();
      const [text] = await ctx.db.prisma.message.findMany({ where: { shopId: flow.shopId, sourceId: ada.id } });
      const answers = await flowSource.answersFor(tx, flow.shopId, text ? [text] : [], ctx.clock.now());
      expect(answers.get(text?.id ?? "")).toEqual({ kind: "unwanted", because: "step-removed" });
    });
    expect(await numberOf(ada.id)).toBe(2);
  });

  test("keeps its person in the older version while it is on its way, and later lets them move", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await claim(ada.id);
    await publish({}, send("new"), wait("w", 60), send("two"));
    while (await advanceMove(ctx, flow.shopId, flow.id));
    expect(await latestMove(ctx.db, flow.shopId, flow.id)).toMatchObject({ state: "moving", moved: 0 });
    await claim(ada.id, "delivered");
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 1, busy: 0 });
  });

  test("keeps its person there for good when it stays on its way", async () => {
    await live(send("one"), wait("w", 60), send("two"));
    const ada = await enters();
    await claim(ada.id);
    await publish({}, send("new"), wait("w", 60), send("two"));
    expect(await moveAll()).toMatchObject({ state: "finished", moved: 0, busy: 1 });
    expect(await numberOf(ada.id)).toBe(1);
  });
});
