import { expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { askForOutcomes } from "#domain/messages/delivery/ask";
import { statement } from "#platform/sql/statement";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { decideUnknowns } from "./decide-unknowns.ts";
import { readFinalUnknowns } from "./read-unknowns.ts";

const at = aLaneAtWork();
const ann = { by: { operator: "ann" }, because: "the provider's log" };

/** Texts whose hand-over got no answer and that the provider can't tell of, asked for until it is final. */
async function areUnknown(people: number): Promise<void> {
  await at.planned(people);
  const claim = await at.claimed();
  expect(claim.texts).toHaveLength(people);
  await at.abandonClaims();
  await at.ctx.db.run(
    statement("", "UPDATE messages SET state = 'unknown', reason = 'outcome-unknown', ask_at = now()"),
  );
  await at.ctx.db.run(
    statement("", "UPDATE messages SET asked = 2, claimed_at = clock_timestamp() - interval '1 hour'"),
  );
  // One whose documentation names no latest time at which a text may appear.
  const twilio = { ...at.carrier.provider, latestEntryMs: null };
  await askForOutcomes({ ...at.ctx, providers: { twilio } });
}

const marketing = async () =>
  (await at.ctx.db.everyShop.recipientCap.findMany()).flatMap(({ marketingAt }) => marketingAt).length;

test("a marketing text that the provider can't tell of is final, and an operator marks it as sent", async () => {
  await areUnknown(2);
  const { count, texts } = await readFinalUnknowns(at.ctx.db);
  expect(count).toBe(2);
  expect(texts).toMatchObject([{ purpose: "marketing" }, { purpose: "marketing" }]);
  const ids = [texts[0]?.id ?? ""];
  expect(await decideUnknowns(at.ctx, { ...ann, decision: "sent", ids })).toEqual({
    ...{ count: 1, waitAgain: 0, hasChanged: true },
    sentence: "1 text is marked as sent.",
  });
  expect(await decideUnknowns(at.ctx, { ...ann, decision: "not-sent", ids })).toMatchObject({ count: 0 });
  expect(new Set(await at.states())).toEqual(new Set(["sent", "unknown"]));
  expect((await readFinalUnknowns(at.ctx.db)).count).toBe(1);
});

test("a marketing text that was not sent ends, is never sent again, and gives back what was reserved for it", async () => {
  await areUnknown(2);
  expect(await marketing()).toBe(2);
  expect(await decideUnknowns(at.ctx, { ...ann, decision: "not-sent" })).toEqual({
    ...{ count: 2, waitAgain: 0, hasChanged: true },
    sentence: "2 texts are marked as not sent: 2 marketing, never sent again; 0 others, waiting again.",
  });
  expect(await marketing()).toBe(0);
  await at.dispatchAll();
  expect((await at.rows()).map(({ state, reason }) => [state, reason])).toEqual(Array(2).fill(["failed", "not-sent"]));
  expect(await at.handedOver()).toEqual([]);
  expect(await readOperatorEvents(at.ctx.db)).toMatchObject([
    { action: "decide-unknowns", target: "all final unknowns", details: { decision: "not-sent", count: 2 } },
  ]);
});

test("an order text that was not sent waits again and is sent once", async () => {
  await areUnknown(1);
  await at.ctx.db.run(statement("", "UPDATE messages SET purpose = 'transactional'"));
  expect(await decideUnknowns(at.ctx, { ...ann, decision: "not-sent" })).toMatchObject({ count: 1, waitAgain: 1 });
  await at.dispatchAll();
  expect(await at.states()).toEqual(["accepted"]);
  expect(await at.handedOver()).toHaveLength(1);
});

test("a late receipt that resolves a text takes it off the list", async () => {
  await areUnknown(1);
  await at.ctx.db.run(statement("", "UPDATE messages SET state = 'delivered'"));
  expect((await readFinalUnknowns(at.ctx.db)).texts).toEqual([]);
  expect(await decideUnknowns(at.ctx, { ...ann, decision: "not-sent" })).toMatchObject({ count: 0 });
  expect(await at.states()).toEqual(["delivered"]);
});
