import { beforeEach, expect, test } from "vitest";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import { aLaneAtWork } from "../../test/factories/lane.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { chooseStricter, readStricter } from "./choose-stricter.ts";
import { peopleUnderRules } from "./people-under-rules.ts";

const at = aLaneAtWork();
const { ctx } = at;
/** Noon in New York. */
const SUNDAY = new Date("2026-11-22T17:00:00Z");
const MONDAY_MORNING = new Date("2026-11-23T13:00:00Z");

beforeEach(() => ctx.clock.set(SUNDAY));

test("choices are kept as they were made, in their shop alone; what is laxer changes nothing", async () => {
  const { shopId } = at.lane;
  const other = await aShop(ctx.db);
  expect(await readStricter(ctx.db, shopId)).toEqual({});
  const choices = { noSundays: true, rules: { "us-fl-cap": { texts: 1 } } };
  await chooseStricter(ctx, shopId, { ...choices, noHolidays: false });
  await expect(chooseStricter(ctx, shopId, { rules: { "us-fl-cap": { texts: 9 } } })).rejects.toMatchObject({
    ...{ code: "stricter-laxer", field: "us-fl-cap" },
  });
  expect(await readStricter(ctx.db, shopId)).toEqual(choices);
  expect(await readStricter(ctx.db, other.id)).toEqual({});
  await chooseStricter(ctx, shopId, {});
  expect(await readStricter(ctx.db, shopId)).toEqual({});
});

test("without Sundays a flow's text waits for Monday morning, and an estimate says so", async () => {
  const { shopId } = at.lane;
  await at.planned(1, { expiresAt: new Date("2026-11-25T00:00:00Z") });
  const campaign = { name: "News", body: "News", linkUrl: null, audience: { kind: "all" as const } };
  const estimate = () => estimateCampaign(ctx, shopId, { ...campaign, senderId: at.lane.senderId });
  expect(await estimate()).toMatchObject({ audience: 1, canLeaveNow: 1 });
  await chooseStricter(ctx, shopId, { noSundays: true });
  expect(await estimate()).toMatchObject({ audience: 1, canLeaveNow: 0, nextOpeningAt: MONDAY_MORNING });
  await at.dispatchAll();
  expect(await at.rows()).toMatchObject([{ state: "waiting", reason: "quiet-hours", dueAt: MONDAY_MORNING }]);
  ctx.clock.set(MONDAY_MORNING);
  await at.dispatchAll();
  expect(await at.states()).toEqual(["accepted"]);
});

test("each rule tells how many of the people who may be texted it binds", async () => {
  const { shopId } = at.lane;
  const person = (ruleSignature: string, marketing = "subscribed") =>
    aSubscriber(ctx.db, { shopId, ruleSignature, marketing });
  await person("US-FL@America/New_York");
  await person("FR,US-FL@America/New_York,Europe/Paris");
  await person("US-VA@America/New_York");
  await person("unknown");
  await person("JP@Asia/Tokyo");
  await person("US-FL@America/New_York", "unsubscribed");
  const { byRule, of, isSample } = await peopleUnderRules(ctx.db, shopId);
  expect({ of, isSample }).toEqual({ of: 5, isSample: false });
  expect(byRule).toMatchObject({
    ...{ "us-hours": 4, "us-fl-hours": 2, "us-fl-cap": 2, "us-va-hours": 1, "us-va-memory": 1 },
    ...{ "us-opt-out-words": 4, "us-safe-hours": 1, "us-safe-holidays": 1 },
    ...{ "fr-hours": 1, "fr-holidays": 1, "fr-consent": 1, "elsewhere-hours": 1 },
  });
  expect(byRule).not.toHaveProperty("us-tx-hours");
});
