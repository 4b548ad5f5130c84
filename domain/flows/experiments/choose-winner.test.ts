import { describe, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aTestedText, byClicks, STEP } from "../../../test/factories/flows/tested-text.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { chooseWinner, undoWinner } from "./choose-winner.ts";
import { readVariants } from "./read-variants.ts";

const ctx = aContext();
const { flow, later, look, publish, report, rows, sent } = aTestedText(ctx);

describe("the merchant", () => {
  const choose = (variantId: string) => chooseWinner(ctx, flow.shopId, { flowId: flow.id, stepId: STEP, variantId });
  const undo = () => undoWinner(ctx, flow.shopId, { flowId: flow.id, stepId: STEP });

  test("chooses a winner and takes it back; no other is chosen for this test then", async () => {
    await choose("a");
    await choose("a");
    expect(await report()).toMatchObject({ winner: { id: "a", by: "merchant" }, isUndone: false });
    await undo();
    await undo();
    expect(await report()).toMatchObject({ winner: null, isUndone: true });
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    later(60);
    await publish(["Hi", "Hello"]);
    await look();
    expect(await rows()).toMatchObject([{ winner: null, lookAt: null }]);
  });

  test("wins over a look that is under way", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    await choose("a");
    await look();
    expect(await rows()).toMatchObject([{ winner: "a", decidedBy: "merchant" }]);
  });

  test("can’t choose a text or a test that isn’t there", async () => {
    await expect(choose("e")).rejects.toMatchObject({ code: "text-test-gone" });
    const other = (await aShop(ctx.db)).id;
    await expect(chooseWinner(ctx, other, { flowId: flow.id, stepId: STEP, variantId: "a" })).rejects.toMatchObject({
      code: "flow-not-found",
    });
    await expect(readVariants(ctx.db, other, flow.id)).rejects.toMatchObject({ code: "flow-not-found" });
  });
});

describe("a new version", () => {
  test("with the same texts goes on with the test, its winner included", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    await look();
    later(5);
    await publish(["Hi", "Hello"], { ...byClicks, confidence: 99 });
    expect(await rows()).toMatchObject([{ winner: "b", startedAt: TUESDAY_MORNING }]);
  });

  test("with a changed text begins another test, and the old one is no longer looked at", async () => {
    await sent({ variant: "a", people: 60, clicked: 3 });
    await sent({ variant: "b", people: 60, clicked: 30 });
    later(5);
    await publish(["Hi", "Good day"]);
    await look();
    expect(await rows()).toMatchObject([
      { winner: null, lookAt: null },
      { winner: null, lookAt: expect.any(Date) },
    ]);
    expect((await report())?.variants).toMatchObject([{ sent: 0 }, { sent: 0, text: "Good day {{ link }}" }]);
  });

  test("without an automatic winner is not looked at", async () => {
    await publish(["One", "Two"], null);
    expect((await rows()).at(-1)).toMatchObject({ lookAt: null });
    expect(await report()).toMatchObject({ rule: null, confidence: null });
  });
});
