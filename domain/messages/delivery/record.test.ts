import { expect, test } from "vitest";
import type { Claim } from "#domain/messages/claim/claim";
import { recoverClaims } from "#domain/messages/claim/recover-claims";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import type { HandedText } from "./hand-off.ts";
import { recordHandOff } from "./record.ts";

const at = aLaneAtWork();
const claims = () => at.ctx.db.everyShop.claim.count();

const accepted = ({ texts }: Claim, from: number, to: number): HandedText[] =>
  texts
    .slice(from, to)
    .map((decision, i) => ({ decision, outcome: { kind: "accepted", providerId: `SM${from + i}` } }));

test("a claim lasts until the last part of its slice is recorded", async () => {
  await at.planned(6);
  const claim = await at.claimed();
  expect(await claims()).toBe(1);
  await recordHandOff(at.ctx, claim, accepted(claim, 0, 4), false);
  expect(await claims()).toBe(1);
  expect((await at.states()).sort()).toEqual([...Array(4).fill("accepted"), "sending", "sending"]);
  await recordHandOff(at.ctx, claim, accepted(claim, 4, 6));
  expect(await claims()).toBe(0);
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx)).toBe(0);
  expect(new Set(await at.states())).toEqual(new Set(["accepted"]));
});

test("a claim ends with an empty last part too", async () => {
  await at.planned(2);
  const claim = await at.claimed();
  await recordHandOff(at.ctx, claim, accepted(claim, 0, 2), false);
  await recordHandOff(at.ctx, claim, []);
  expect(await claims()).toBe(0);
});

test("of a worker that died between two parts, what it recorded stays and the rest is asked for", async () => {
  await at.planned(5);
  const claim = await at.claimed();
  await recordHandOff(at.ctx, claim, accepted(claim, 0, 2), false);
  expect(await recoverClaims(at.ctx)).toBe(0); // its time is not over
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx)).toBe(3);
  expect(await claims()).toBe(0);
  // A worker that was only frozen comes too late to overwrite what is being asked.
  await recordHandOff(at.ctx, claim, accepted(claim, 2, 5));
  expect((await at.states()).sort()).toEqual(["accepted", "accepted", "unknown", "unknown", "unknown"]);
});

test("texts of a slice that the gates said the same of share one record of it", async () => {
  await at.planned(30);
  await at.claimed();
  const rows = await at.rows();
  const records = await at.ctx.db.everyShop.whyRecord.findMany();
  expect(records).toHaveLength(1);
  expect(new Set(rows.map((row) => row.whyId))).toEqual(new Set([records[0]?.id]));
  expect(records[0]?.gates).toMatchObject([{ gate: "deadline", said: "pass" }, {}, {}, {}, {}, {}, {}]);
});
