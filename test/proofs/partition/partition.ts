import { setTimeout as sleep } from "node:timers/promises";
import { statement } from "#platform/sql/statement";
import { eventually } from "../eventually.ts";
import { number, type Proof } from "../proof.ts";
import { openShop } from "../shop.ts";
import { NUMBERS, type ProofWorld } from "../world.ts";
import { startHelpLoad } from "./help-load.ts";
import { CABLES, type Cable, clockOffBy } from "./network.ts";

const SHOP = "fernhill-supply.myshopify.com";
const OFF_SECONDS = 90;
const TAKES_OVER_WITHIN_MS = 30_000;
/** TCP asks again after at most two minutes of silence. */
const BACK_PATIENCE_MS = 180_000;

const claimed = statement("partition-claims", "SELECT count(*)::int AS count FROM witness.claims WHERE worker = $1");

/** Every combination of cables; the short form cuts all at once, and the carrier's. */
const ALL: Cable[][] = Array.from({ length: 2 ** CABLES.length - 1 }, (_, bits) =>
  CABLES.filter((_cable, place) => (bits + 1) & (1 << place)),
);
const SHORT: Cable[][] = [[...CABLES]];

export const partition: Proof = {
  name: "partition",
  claim:
    "a worker's host cut off from database, Redis and carrier, and back, its clock 90 s off: no one is texted twice",
  isOnNetwork: true,
  isNightly: true,
  scales: {
    full: { people: 0, perSecond: 30, blows: 7, patienceMs: 30 * 60_000 },
    quick: { people: 0, perSecond: 20, blows: 1, patienceMs: 4 * 60_000 },
  },
  async run(world, { perSecond, blows, patienceMs }, say) {
    const { network, carrier, ctx } = world;
    if (typeof network === "string" || network === null) return { counts: [`NOT PROVED: ${network}`], complaints: [] };
    const isFull = blows > 1;
    await openShop(world, SHOP, NUMBERS[0], 200);
    await carrier.setFaults({ latencyMs: [5, 150] });
    const clock = await clockOffBy(OFF_SECONDS);
    if (clock === null) say("libfaketime can't be had: the host's clock is right");
    const away = await startAway(world, clock ?? {});
    const load = startHelpLoad(carrier, NUMBERS[0], perSecond);
    const claims = async () => (await ctx.db.run<{ count: number }>(claimed, [away]))[0]?.count ?? 0;
    const isWorking = (since: number) =>
      eventually("the host at work", async () => (await claims()) > since, patienceMs);
    await isWorking(0);

    let longestBackMs = 0;
    for (const cables of isFull ? ALL : SHORT) {
      await isWorking(await claims()); // in the middle of something
      network.cut(cables);
      await sleep(isFull ? 20_000 : 6_000);
      network.cut([]);
      const mendedAt = performance.now();
      const before = await claims();
      await eventually("the host back at work", async () => (await claims()) > before, BACK_PATIENCE_MS);
      const backMs = performance.now() - mendedAt;
      longestBackMs = Math.max(longestBackMs, backMs);
      say(
        `cut off from ${cables.join(", ")}; back at work after ${(backMs / 1_000).toFixed(1)} s, ${load.asked()} asked`,
      );
    }
    await load.stop();
    await eventually("everyone answered", load.isAnswered, patienceMs);
    await eventually("nothing under way", () => isAtRest(world), patienceMs);

    const { asked, lost, doubled, longestStopMs, slowestMs } = await load.read();
    return {
      counts: [
        `lost ${lost.length}`,
        `doubled ${doubled.length}`,
        `longest stop ${Math.round(longestStopMs)} ms`,
        `slowest answer ${Math.round(slowestMs)} ms`,
        `${number(asked)} asked, ${await claims()} slices claimed by the host`,
        `back at work after ${(longestBackMs / 1_000).toFixed(1)} s at most`,
        clock === null ? "its clock was right" : `its clock ${OFF_SECONDS} s off`,
      ],
      complaints: [
        ...lost,
        ...doubled,
        ...(longestStopMs < TAKES_OVER_WITHIN_MS ? [] : [`No one was answered for ${Math.round(longestStopMs)} ms.`]),
      ],
    };
  },
};

/** A worker on the other host. Returns its name in PostgreSQL. */
async function startAway(
  { network, fleet, config, servers }: ProofWorld,
  env: Record<string, string>,
): Promise<string> {
  if (typeof network === "string" || network === null) throw new Error("There is no other host.");
  const port = await network.relay("carrier", Number(new URL(config.TWILIO_API_URL ?? "").port));
  const on = (url: string, cable: Cable) => {
    const address = new URL(url);
    address.hostname = network.addressOf(cable);
    return address.href;
  };
  return fleet.addWorker({
    wrapper: network.wrapper,
    host: network.host,
    env: {
      ...env,
      HOST: "0.0.0.0",
      DATABASE_URL: on(servers.databaseUrl, "database"),
      REDIS_URL: on(servers.redisUrl, "redis"),
      TWILIO_API_URL: `http://${network.addressOf("carrier")}:${port}`,
    },
  });
}

/** Every text has its final state or can't get one any more, so that a second try would have happened by now. */
async function isAtRest({ everyShop }: ProofWorld): Promise<boolean> {
  const moving = { OR: [{ state: { in: ["sending", "waiting"] } }, { state: "unknown", askAt: { not: null } }] };
  return (await everyShop.message.count({ where: moving })) === 0;
}
