import { type Finding, judgeAccount, number, type Proof, type Scale, together } from "../proof.ts";
import { SECOND_SHOP, startSending } from "../sending.ts";
import { longestSilence } from "../silence.ts";
import type { ProofWorld } from "../world.ts";
import { gatherCrowd } from "./crowd.ts";
import { hasRecovered, judgeRestores } from "./restore.ts";
import { isMarketing, judgeStops, type Stops, stopSome } from "./stops.ts";

/** The part of the campaign after which texts end at another pace than the sender's. */
const LAST = 0.9;
const RESUMES_WITHIN_MS = 15_000;
/** One person in so many texts STOP while the standby receives nothing. */
const STOPPING = 40;

type Say = (line: string) => void;

export const failover: Proof = {
  name: "failover",
  claim:
    "the primary killed and its standby promoted: nothing lost or doubled; a standby that lacked commits counts as a restore",
  postgres: "paired",
  scales: {
    full: { people: 6_000, perSecond: 120, blows: 3, patienceMs: 10 * 60_000 },
    quick: { people: 600, perSecond: 30, blows: 1, patienceMs: 4 * 60_000 },
  },
  async run(world, scale, say) {
    await world.carrier.setFaults({ latencyMs: [5, 150] });
    const synchronous = await promoteSynchronous(world, scale, say);
    // The proof `restore` has the same path in its quick form.
    return scale.blows === 1 ? synchronous : together(synchronous, await promoteAsynchronous(world, scale, say));
  },
};

/** A standby that has every commit: nothing stops but for the moment in which no one is the primary. */
async function promoteSynchronous(
  world: ProofWorld,
  { people, perSecond, blows, patienceMs }: Scale,
  say: Say,
): Promise<Finding> {
  const { carrier, servers, ctx } = world;
  // Before the campaign: a copy of the database takes as long as the machine likes.
  await servers.postgres.attachStandby("synchronous");
  const sending = await startSending(world, people, perSecond);
  const stops: Stops = new Map();
  const crowd = await gatherCrowd(world, sending, stops);
  const deaths: Date[] = [];
  for (let blow = 1; blow <= blows; blow += 1) {
    if (blow > 1) await servers.postgres.attachStandby("synchronous");
    await sending.hasReached((people * blow) / (blows + 1), patienceMs);
    const diedAt = new Date();
    await servers.postgres.failOver();
    const awayMs = Date.now() - diedAt.getTime();
    await sending.hasReached((await carrier.summary()).accepted + perSecond, patienceMs);
    deaths.push(diedAt);
    say(`blow ${blow}: the standby was the primary after ${number(awayMs)} ms; texts left again`);
  }
  await sending.isOver(patienceMs);
  await crowd.disperse();
  const silences = await silencesAfter(world, deaths, people);
  const restores = await ctx.db.prisma.restore.count({});
  return together(
    judgeAccount(await sending.account(isMarketing)),
    await judgeStops(world, sending, stops),
    await crowd.judge(),
    {
      counts: [`longest stop ${number(Math.max(...silences))} ms`],
      complaints: [
        ...silences
          .filter((ms) => ms >= RESUMES_WITHIN_MS)
          .map((ms) => `Nothing was handed over for ${number(ms)} ms after a failover.`),
        ...(silences.every((ms) => ms > 0) ? [] : ["The campaign was over before the last failover."]),
        ...(restores === 0 ? [] : ["A synchronous failover was taken for a restore."]),
      ],
    },
  );
}

/** The longest time without a text after each failover, up to the next one or the campaign's tail. */
async function silencesAfter({ carrier }: ProofWorld, deaths: Date[], people: number): Promise<number[]> {
  const texts = (await carrier.handOffs({})).filter(isMarketing).slice(0, Math.floor(people * LAST));
  const times = texts.map(({ at }) => new Date(at));
  return deaths.map((death, blow) => {
    const next = deaths[blow + 1]?.getTime() ?? Number.POSITIVE_INFINITY;
    return longestSilence(
      times.filter((at) => at.getTime() < next),
      death,
    );
  });
}

/** A standby that lacks the last seconds: texts are held until the provider has told what left in them. */
async function promoteAsynchronous(
  world: ProofWorld,
  { people, perSecond, patienceMs }: Scale,
  say: Say,
): Promise<Finding> {
  const { servers, carrier } = world;
  const audience = Math.floor(people / 2);
  const sending = await startSending(world, audience, perSecond, SECOND_SHOP);
  const stops: Stops = new Map();
  await servers.postgres.attachStandby("asynchronous");
  await sending.hasReached(audience * 0.3, patienceMs);
  await servers.postgres.holdBackStandby();
  const before = (await carrier.summary()).accepted;
  await stopSome(world, sending, stops, audience / STOPPING);
  await sending.hasReached(audience * 0.6, patienceMs);
  await servers.postgres.failOver();
  const lacking = (await carrier.summary()).accepted - before;
  say(`the standby lacked ${number(lacking)} texts and ${number(stops.size)} STOPs`);
  await hasRecovered(world, 1, patienceMs);
  await sending.isOver(patienceMs);
  return together(await judgeStops(world, sending, stops), await judgeRestores(world));
}
