import { setTimeout as sleep } from "node:timers/promises";
import { addEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { statement } from "#platform/sql/statement";
import { eventually } from "../eventually.ts";
import { flushAll } from "../flush.ts";
import { judgeAccount, judgeWithheld, number, type Proof, together } from "../proof.ts";
import { FIRST_SHOP, startSending } from "../sending.ts";
import { longestSilence } from "../silence.ts";
import type { ProofWorld } from "../world.ts";
import { type EventOnRecord, judgeEvents } from "./judge-events.ts";
import type { ProofReceiver } from "./receiver.ts";

/** Long enough for five failures in a row, which leave the receiver alone. */
const TROUBLE_MS = 1_500;
/** Longer than the longest rest and the longest wait between attempts that so few failures come to. */
const STEP_MS = 10 * 60_000;
const MOST_STEPS = 60;
const SILENT_AT_MOST_MS = 10_000;

const log = statement(
  "proof-webhook-events",
  `SELECT id, type, key, subscriber_id AS "subscriberId", place::float8 AS place, state FROM webhook_events WHERE shop_id = $1`,
);
const delivered = statement(
  "proof-delivered-texts",
  "SELECT id FROM messages WHERE shop_id = $1 AND source_id = $2 AND state = 'delivered'",
);
const waiting = statement(
  "proof-waiting-events",
  `SELECT count(*)::int AS count, count(*) FILTER (WHERE v.due_at <= $2 AND (e.rests_until IS NULL OR e.rests_until <= $2))::int AS due
   FROM webhook_events v JOIN webhook_endpoints e ON e.shop_id = v.shop_id AND e.id = v.endpoint_id
   WHERE v.shop_id = $1 AND v.ended_at IS NULL`,
);

export const webhooksOut: Proof = {
  name: "webhooks-out",
  claim:
    "a receiver that dies, answers 500 and hangs, workers killed and Redis emptied: each event arrives, and a person’s in order",
  hasReceiver: true,
  isNightly: true,
  scales: {
    full: { people: 5_000, perSecond: 200, blows: 4, patienceMs: 8 * 60_000 },
    quick: { people: 400, perSecond: 40, blows: 1, patienceMs: 120_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const { receiver, carrier, ctx } = world;
    if (!receiver) throw new Error("The world has no receiver.");
    await carrier.setFaults({ latencyMs: [5, 300] });
    const sending = await startSending(world, people, perSecond, FIRST_SHOP, (shopId) =>
      addEndpoint(ctx, shopId, {
        url: receiver.url,
        eventTypes: ["message.sent", "message.delivered", "message.failed"],
      }),
    );
    const { shopId } = sending;
    await sending.hasReached(people * 0.1, patienceMs);
    const begunAt = new Date();
    for (let blow = 0; blow < blows; blow += 1) {
      await breakReceiver(receiver, say);
      const [worker = ""] = await world.fleet.workers();
      await world.fleet.killWorker(worker);
      say("a worker killed");
      await flushAll(world.servers.redisUrl);
      say("Redis emptied");
    }
    await sending.isOver(patienceMs);
    await world.fleet.whole();
    await drain(world, shopId, patienceMs);

    const texts = (await ctx.db.run<{ id: string }>(delivered, [shopId, sending.id])).map(({ id }) => id);
    const events = judgeEvents(await ctx.db.run<EventOnRecord>(log, [shopId]), receiver.heard, texts);
    const account = await sending.account();
    const times = (await carrier.handOffs({})).map(({ at }) => new Date(at));
    const silenceMs = longestSilence(times.slice(0, Math.floor(people * 0.95)), begunAt);
    return together(judgeAccount(account), judgeWithheld(account), {
      counts: [
        `${number(events.recorded)} events, ${number(events.requests)} requests, ${number(events.repeated)} accepted twice`,
        `texts silent for ${(silenceMs / 1_000).toFixed(1)} s at most`,
      ],
      complaints: [
        ...events.complaints,
        ...(events.recorded === events.requests ? ["No request failed: nothing was proved."] : []),
        ...(silenceMs < SILENT_AT_MOST_MS ? [] : [`No text was handed over for ${Math.round(silenceMs / 1_000)} s.`]),
      ],
    });
  },
};

/** In each way, one after the other. */
async function breakReceiver(receiver: ProofReceiver, say: (line: string) => void): Promise<void> {
  receiver.behave("hangs");
  say("the receiver hangs");
  await sleep(TROUBLE_MS);
  receiver.behave("fails");
  say("the receiver answers 500");
  await sleep(TROUBLE_MS);
  await receiver.die();
  say("the receiver is gone");
  await sleep(TROUBLE_MS);
  receiver.behave("accepts");
  await receiver.start();
  say("the receiver is back");
}

/** Moves the clock past rests and waits until no event is left. */
async function drain({ ctx, advance }: ProofWorld, shopId: string, patienceMs: number): Promise<void> {
  const look = async () => (await ctx.db.run<{ count: number; due: number }>(waiting, [shopId, ctx.clock.now()]))[0];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await eventually("nothing due", async () => (await look())?.due === 0, patienceMs);
    if ((await look())?.count === 0) return;
    await advance(STEP_MS);
  }
}
