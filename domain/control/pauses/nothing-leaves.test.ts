import { describe, expect, test, vi } from "vitest";
import { takeTurn } from "#domain/dispatch/turn";
import { planTexts } from "#domain/messages/plan";
import type { Purpose } from "#domain/messages/source";
import { dueJobs } from "#domain/sweep/sweep";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { pause, stopMarketing } from "./pause.ts";
import { resume, startMarketing } from "./resume.ts";

const at = aLaneAtWork();
const ann = { by: { operator: "ann" } };

interface Held {
  stop(): Promise<unknown>;
  start(): Promise<unknown>;
}

const held: Record<string, Held> = {
  "a class": {
    stop: () => pause(at.ctx, { ...ann, target: { kind: "class", name: "flow" } }),
    start: () => resume(at.ctx, { ...ann, target: { kind: "class", name: "flow" } }),
  },
  "a provider": {
    stop: () => pause(at.ctx, { ...ann, target: { kind: "provider", name: "twilio" } }),
    start: () => resume(at.ctx, { ...ann, target: { kind: "provider", name: "twilio" } }),
  },
  "a shop": {
    stop: () => pause(at.ctx, { ...ann, target: { kind: "shop", name: at.lane.shopId } }),
    start: () => resume(at.ctx, { ...ann, target: { kind: "shop", name: at.lane.shopId } }),
  },
  "all marketing": { stop: () => stopMarketing(at.ctx, ann), start: () => startMarketing(at.ctx, ann) },
};

async function planOne(purpose: Purpose, of = at.lane.class): Promise<void> {
  const { id } = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId });
  await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [{ ...at.text(id), class: of, purpose }]));
}

describe.each(Object.entries(held))("%s that is paused", (name, { stop, start }) => {
  test("has nothing claimed, and texts each person once when it goes on", async () => {
    await at.planned(3);
    await stop();
    await at.dispatchAll();
    expect(await at.states()).toEqual(["waiting", "waiting", "waiting"]);
    expect(await at.handedOver()).toEqual([]);
    await start();
    await at.dispatchAll();
    await at.dispatchAll();
    expect(await at.states()).toEqual(["accepted", "accepted", "accepted"]);
    expect(await at.handedOver()).toHaveLength(3);
  });

  test("has nothing handed over that was claimed before, and it waits again", async () => {
    await at.planned(2);
    const claim = await at.claimed();
    expect(claim.texts).toHaveLength(2);
    await stop();
    await at.dispatch.pipelines.twilio?.carry(claim);
    expect(await at.handedOver()).toEqual([]);
    expect(await at.states()).toEqual(["waiting", "waiting"]);
    await start();
    // What the hand-off knows of pauses may be a quarter of a second old.
    await vi.waitFor(async () => {
      await at.dispatchAll();
      expect(await at.handedOver()).toHaveLength(2);
    });
  });

  test("lets what is past its deadline expire when it goes on", async () => {
    await at.planned(1, { expiresAt: new Date(at.ctx.clock.now().getTime() + 60_000) });
    await stop();
    at.ctx.clock.advance(120_000);
    await at.dispatchAll();
    await start();
    await at.dispatchAll();
    expect(await at.states()).toEqual(["expired"]);
    expect(await at.handedOver()).toEqual([]);
  });

  test("still answers a STOP and a HELP", async () => {
    await planOne("compliance");
    const reply = { ...at.lane, class: "reply" as const };
    await at.ctx.db.everyShop.message.updateMany({ data: { class: "reply", body: "You get no more texts." } });
    await stop();
    await at.dispatchTurns(reply);
    expect(await at.handedOver()).toHaveLength(1);
  });

  test(`${name === "all marketing" ? "keeps no order text" : "keeps order texts too"}`, async () => {
    const of = name === "all marketing" ? "transactional" : at.lane.class;
    await planOne("transactional", of);
    await stop();
    await at.dispatchTurns({ class: of, shopId: at.lane.shopId });
    expect(await at.handedOver()).toHaveLength(name === "all marketing" ? 1 : 0);
  });

  test("ends its turn at once, however much waits", async () => {
    await at.planned(120);
    await stop();
    expect(await takeTurn(at.dispatch, at.lane)).toEqual({ kind: "idle" });
  });
});

test("the sweep finds nothing to do for a class that is paused", async () => {
  await at.planned(1);
  const turns = async () =>
    (await dueJobs(at.ctx.db, at.ctx.clock.now())).filter((job) => job.name === "dispatch-flow");
  expect(await turns()).toHaveLength(1);
  await pause(at.ctx, { ...ann, target: { kind: "class", name: "flow" } });
  expect(await turns()).toEqual([]);
});
