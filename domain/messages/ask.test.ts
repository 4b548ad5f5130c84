import { expect, test } from "vitest";
import { handOver } from "#domain/messages/hand-off";
import { recoverClaims } from "#domain/messages/recover-claims";
import { watchWithdrawn } from "#domain/messages/withdrawn";
import { aLaneAtWork } from "../../test/factories/lane.ts";

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
  const ways = { appUrl: at.ctx.appUrl, withdrawn: watchWithdrawn(at.ctx.db) };
  for (const decision of claim.texts.slice(0, 4)) await handOver(claim, decision, at.carrier.provider, ways);
  // Here it dies: nothing was recorded.
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx.db)).toBe(10);
  await at.askNow();
  await at.askNow();
  await at.dispatchAll();
  const handed = await at.handedOver();
  expect(handed).toHaveLength(10);
  expect(new Set(handed.map((it) => it.ref)).size).toBe(10);
});
