import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "../../bin/seed/chance.ts";
import { judgeAccount, judgeWithheld, number, type Proof, type Scale, together } from "./proof.ts";
import { type Sending, startSending } from "./sending.ts";
import { longestSilence } from "./silence.ts";
import { watchCalls } from "./watch-calls.ts";
import { isBusy, leftBy, unknownSoFar } from "./witness.ts";
import type { ProofWorld } from "./world.ts";

/** The part of the campaign in which the blows fall: there is always something to interrupt, and a tail to recover in. */
const [FIRST, LAST] = [0.02, 0.95];
/** With `--calls`: under the ten seconds after which a call's text is unknown, also on a busy machine. */
const LONG_CALLS_MS = [1_000, 4_000] as const;
const WEB_SHARE = 0.2;
const RANDOM_MOMENT_MS = 400;
/** So many of the workers are struck in the middle of handing over, the others wherever they are. */
const BUSY_SHARE = 0.5;
const BUSY_PATIENCE_MS = 5_000;
/** The other worker takes the killed one's turns over in less than five seconds; both may be killed close together. */
const RESUMES_WITHIN_MS = 10_000;

export const kill: Proof = {
  name: "kill",
  claim: "kill -9 of workers and of the web process at random moments: nobody is lost, nobody is texted twice",
  scales: {
    full: { people: 50_000, perSecond: 250, blows: 20, patienceMs: 15 * 60_000 },
    quick: { people: 900, perSecond: 100, blows: 3, patienceMs: 2 * 60_000 },
  },
  async run(world, scale, say) {
    await world.carrier.setFaults({ latencyMs: scale.calls === undefined ? [5, 300] : LONG_CALLS_MS });
    const perSecond = perSecondOf(scale);
    const sending = await startSending(world, scale.people, perSecond);
    const begunAt = new Date();
    const calls = watchCalls(world.ctx.db);
    const { left, workers, webs } = await killAround(world, sending, scale, say);
    const sendingMs = performance.now() - sending.startedAt;
    const mostCalls = await calls.stop();
    await sending.isOver(scale.patienceMs);
    await world.fleet.whole();

    const { ids, worst } = await unknownSoFar(world.ctx.db);
    const strangers = [...ids].filter((id) => !left.has(id));
    const account = await sending.account();
    // The last texts end at another pace than the sender's.
    const times = (await world.carrier.handOffs({})).map(({ at }) => new Date(at));
    const silenceMs = longestSilence(times.slice(0, Math.floor(scale.people * LAST)), begunAt);
    return together(judgeAccount(account), judgeWithheld(account), {
      counts: [
        `claimed by the killed ${number(left.size)}`,
        `up to ${number(mostCalls)} calls under way`,
        `${workers} workers and ${webs} web processes killed`,
        `silent for ${(silenceMs / 1_000).toFixed(1)} s at most`,
      ],
      complaints: [
        ...strangers.map((id) => `Message ${id} became unknown although no killed worker had claimed it.`),
        ...(worst > left.size ? [`${worst} were unknown at once, ${left.size} had been claimed by the killed.`] : []),
        ...(silenceMs < RESUMES_WITHIN_MS ? [] : [`Nothing was handed over for ${Math.round(silenceMs / 1_000)} s.`]),
        ...(left.size === 0 ? ["No killed worker had claimed anything: nothing was interrupted."] : []),
        ...(sendingMs < scale.people / perSecond / 2 ? ["The campaign was over before the blows were."] : []),
      ],
    });
  },
};

/** So many texts a second that as many calls as asked for are under way, when the machine can send them. */
function perSecondOf({ calls, perSecond }: Scale): number {
  if (calls === undefined) return perSecond;
  const [shortest, longest] = LONG_CALLS_MS;
  return Math.ceil((calls * 1_000) / ((shortest + longest) / 2));
}

interface Killed {
  /** Every message that a worker had claimed and not recorded when it was killed. */
  left: Set<string>;
  workers: number;
  webs: number;
}

/** Blow after blow, each when the campaign has come to a random place and a random moment more has passed. */
async function killAround(
  world: ProofWorld,
  { hasReached }: Sending,
  { people, blows, patienceMs }: Scale,
  say: (line: string) => void,
): Promise<Killed> {
  const { carrier, chance, ctx, fleet } = world;
  const places = Array.from({ length: blows }, () => FIRST + chance.draw() * (LAST - FIRST)).sort((a, b) => a - b);
  const webBlows = new Set(shuffled([...places.keys()], chance).slice(0, Math.ceil(blows * WEB_SHARE)));
  const victims = places.map((_, blow) => (webBlows.has(blow) ? "web" : "worker"));
  const killed: Killed = { left: new Set(), workers: 0, webs: 0 };
  for (const [blow, place] of places.entries()) {
    await hasReached(Math.floor(people * place), patienceMs);
    await sleep(chance.between(0, RANDOM_MOMENT_MS));
    if (victims[blow] === "web") {
      await fleet.killWeb();
      killed.webs += 1;
    } else {
      const isStruckBusy = killed.workers === 0 || chance.isLucky(BUSY_SHARE);
      const name = isStruckBusy ? await killBusyWorker(world) : await killAnyWorker(world);
      for (const id of await leftBy(ctx.db, name)) killed.left.add(id);
      killed.workers += 1;
    }
    const { accepted } = await carrier.summary();
    say(`blow ${blow + 1}: ${victims[blow]} killed at ${number(accepted)} texts`);
  }
  return killed;
}

async function killAnyWorker({ chance, fleet }: ProofWorld): Promise<string> {
  const [first = "", ...others] = await fleet.workers();
  const name = chance.pick([first, ...others]);
  await fleet.killWorker(name);
  return name;
}

/** Kills whichever worker is first found in the middle of handing over, and any when none is for a while. */
async function killBusyWorker(world: ProofWorld): Promise<string> {
  const { fleet, ctx } = world;
  const workers = await fleet.workers();
  for (const deadline = performance.now() + BUSY_PATIENCE_MS; performance.now() < deadline; await sleep(5)) {
    for (const name of workers)
      if ((await isBusy(ctx.db, name)) && (await fleet.killWorkerIf(name, () => isBusy(ctx.db, name)))) return name;
  }
  return killAnyWorker(world);
}

function shuffled<Item>(items: Item[], { draw }: Chance): Item[] {
  return items
    .map((item) => ({ item, place: draw() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
