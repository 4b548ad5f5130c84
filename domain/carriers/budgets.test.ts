import { beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { budgetsOf } from "./budgets-of.ts";
import { paceOf } from "./pace.ts";
import { type BudgetChoice, setCarrierBudgets } from "./set-budgets.ts";

const ctx = aContext();
const { db, clock } = ctx;
const choice = (given: Partial<BudgetChoice> = {}): BudgetChoice => ({
  ...{ attClass: "", registration: "", tMobileTier: "" },
  ...given,
});

beforeEach(emptyDatabase);

test("a number's class and score become the budgets that the carriers publish", async () => {
  const { shopId, id } = await aSender(db);
  await setCarrierBudgets(ctx, shopId, id, choice({ attClass: "E", tMobileTier: "1-24" }));
  expect(await db.everyShop.carrierBudget.findMany({ orderBy: { carrier: "asc" } })).toMatchObject([
    { carrier: "att", scope: "registration", name: id, per: "minute", parts: 240, senderIds: [id] },
    { carrier: "t-mobile", scope: "brand", per: "day", parts: 2_000, resetsIn: "America/Los_Angeles" },
  ]);
  const pace = await paceOf(db, { shopId, senderId: id, partsPerSecond: 100 }, clock.now());
  expect(pace).toEqual({
    ...{ partsPerSecond: 100, minutes: [240] },
    days: [{ parts: 2_000, left: 2_000, resetsIn: "America/Los_Angeles" }],
  });
});

test("numbers of one registration share its minute, and all of the brand share its day", async () => {
  const first = await aSender(db);
  const second = await aSender(db, { shopId: first.shopId });
  const { shopId } = first;
  await setCarrierBudgets(
    ctx,
    shopId,
    first.id,
    choice({ attClass: "A", registration: "cxyz1", tMobileTier: "50-74" }),
  );
  await setCarrierBudgets(
    ctx,
    shopId,
    second.id,
    choice({ attClass: "C", registration: "CXYZ1", tMobileTier: "75-100" }),
  );
  expect(await db.everyShop.carrierBudget.findMany({ orderBy: { carrier: "asc" } })).toMatchObject([
    { carrier: "att", name: "CXYZ1", tier: "C", parts: 2_400, senderIds: [first.id, second.id] },
    { carrier: "t-mobile", tier: "75-100", parts: 200_000, senderIds: [first.id, second.id] },
  ]);
  expect([...(await budgetsOf(db, shopId, [first.id], clock.now())).values()]).toEqual([
    { attClass: "C", registration: "CXYZ1", tMobileTier: "75-100", day: { parts: 200_000, used: 0 } },
  ]);
});

test("a number that leaves its registration leaves no budget behind, and a choice taken back keeps none", async () => {
  const { shopId, id } = await aSender(db);
  await setCarrierBudgets(ctx, shopId, id, choice({ attClass: "A", registration: "C1" }));
  await setCarrierBudgets(ctx, shopId, id, choice({ attClass: "A", registration: "C2" }));
  expect(await db.everyShop.carrierBudget.findMany()).toMatchObject([{ name: "C2" }]);
  await setCarrierBudgets(ctx, shopId, id, choice());
  expect(await db.everyShop.carrierBudget.count()).toBe(0);
});

test("what is unknown is refused by its field, and another shop's number not at all touched", async () => {
  const { shopId, id } = await aSender(db);
  const refused = (given: Partial<BudgetChoice>) => expect(setCarrierBudgets(ctx, shopId, id, choice(given))).rejects;
  await refused({ attClass: "Z" }).toMatchObject({ field: "attClass" });
  await refused({ tMobileTier: "101" }).toMatchObject({ field: "tMobileTier" });
  await refused({ registration: "not an id!" }).toMatchObject({ field: "registration" });
  await expect(setCarrierBudgets(ctx, newId(), id, choice())).rejects.toMatchObject({ code: "sender-not-found" });
});
