import { describe, expect, test } from "vitest";
import { recoverClaims } from "#domain/messages/claim/recover-claims";
import { SENDER_PHONE } from "../../../test/factories/carrier.ts";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { askForOutcomes } from "./ask.ts";
import { handOver } from "./hand-off.ts";
import { watchRecalls } from "./watch-recalls.ts";

const at = aLaneAtWork();

test("an answer that never came is unknown; found at the provider it was sent, and is not sent again", async () => {
  await at.planned(1);
  await at.carrier.setFaults({ resetAfter: 1 });
  await at.dispatchAll();
  expect(await at.states()).toEqual(["unknown"]);
  await at.carrier.setFaults({});
  await at.askNow();
  expect((await at.states())[0]).toMatch(/accepted|sent|delivered/);
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(1);
});

test("an unknown text that the provider twice does not know is sent again, once", async () => {
  await at.planned(1);
  await at.carrier.setFaults({ resetBefore: 1 });
  await at.dispatchAll();
  expect(await at.states()).toEqual(["unknown"]);
  await at.carrier.setFaults({});
  await at.askNow();
  expect(await at.states()).toEqual(["unknown"]);
  await at.dispatchAll();
  expect(await at.handedOver()).toEqual([]);
  await at.askNow();
  expect(await at.states()).toEqual(["waiting"]);
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(1);
});

test("a killed worker's claims are asked for: what it handed over stays sent, the rest is sent once", async () => {
  await at.planned(10);
  const claim = await at.claimed();
  const ways = { appUrl: at.ctx.appUrl, recalls: watchRecalls(at.ctx.db) };
  for (const decision of claim.texts.slice(0, 4)) await handOver(claim, decision, at.carrier.provider, ways);
  // Here it dies: nothing was recorded.
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx)).toBe(10);
  await at.askNow();
  await at.askNow();
  await at.dispatchAll();
  const handed = await at.handedOver();
  expect(handed).toHaveLength(10);
  expect(new Set(handed.map((it) => it.ref)).size).toBe(10);
});

describe("a provider that documents no latest entry", () => {
  const silent = () => ({ ...at.ctx, providers: { twilio: { ...at.carrier.provider, latestEntryMs: null } } });
  async function ask(): Promise<void> {
    await at.ctx.db.run({
      name: "ask-at-once",
      text: "UPDATE messages SET ask_at = clock_timestamp() WHERE state = 'unknown' AND ask_at IS NOT NULL",
    });
    while ((await askForOutcomes(silent())).isFull);
  }
  async function lost(purpose: "marketing" | "transactional"): Promise<string> {
    await at.planned(1, { expiresAt: new Date(TUESDAY_MORNING.getTime() + 20 * 3_600_000) });
    await at.ctx.db.everyShop.message.updateMany({ data: { purpose } });
    await at.carrier.setFaults({ resetBefore: 1 });
    await at.dispatchAll();
    await at.carrier.setFaults({});
    const [row] = await at.rows();
    return row?.id ?? "";
  }
  const seen = async () =>
    (await at.rows()).map(({ state, askAt }) => `${state} ${askAt === null ? "final" : "asking"}`);

  test("is asked for a quarter of an hour, and then marketing stays unknown and is never sent again", async () => {
    const id = await lost("marketing");
    for (const seconds of [11, 30, 240, 880]) {
      await at.ageText(id, seconds);
      await ask();
      expect(await seen(), `after ${seconds} seconds`).toEqual(["unknown asking"]);
    }
    await at.ageText(id, 910);
    await ask();
    expect(await seen()).toEqual(["unknown final"]);
    await at.dispatchAll();
    expect(await at.handedOver()).toEqual([]);
  });

  test("sends what is about an order once more, when nothing of it came in a quarter of an hour", async () => {
    const id = await lost("transactional");
    await at.ageText(id, 880);
    await ask();
    expect(await seen()).toEqual(["unknown asking"]);
    await at.ageText(id, 910);
    await ask();
    expect(await at.rows()).toMatchObject([{ state: "waiting", handedAt: null, claimedAt: null, providerId: null }]);
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(1);
  });

  test("has a text that it takes in minutes late once, and that is told as sent", async () => {
    const id = await lost("marketing");
    await at.ageText(id, 200);
    await ask();
    // Minutes after the connection broke it takes the text in all the same.
    const [row] = await at.rows();
    const ref = `${at.lane.shopId}.2026-11-01.${id}`;
    const text = { ref, from: SENDER_PHONE, to: row?.phone ?? "", body: row?.body ?? "", validitySeconds: 600 };
    await at.carrier.provider.send(
      { ...text, receiptUrl: `https://app.test/r?ref=${ref}` },
      new Date(Date.now() + 5_000),
    );
    await ask();
    expect((await at.states())[0]).toMatch(/accepted|sent|delivered/);
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(1);
  });
});
