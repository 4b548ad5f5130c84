import { setTimeout as sleep } from "node:timers/promises";
import { judgeAccount, number, type Proof, type Scale, withMore } from "./proof.ts";
import { type Sending, startSending } from "./sending.ts";
import { leftBy, unknownSoFar } from "./witness.ts";
import type { ProofWorld } from "./world.ts";

/** The part of the campaign in which the blows fall: there is always something to interrupt, and a tail to recover in. */
const [FIRST, LAST] = [0.02, 0.95];
const WEB_SHARE = 0.25;
const RANDOM_MOMENT_MS = 400;

export const kill: Proof = {
  name: "kill",
  claim: "kill -9 of workers and of the web process at random moments: nobody is lost, nobody is texted twice",
  scales: {
    full: { people: 50_000, perSecond: 250, blows: 20, patienceMs: 15 * 60_000 },
    quick: { people: 900, perSecond: 100, blows: 3, patienceMs: 2 * 60_000 },
  },
  async run(world, scale, say) {
    await world.carrier.setFaults({ latencyMs: [5, 300] });
    const sending = await startSending(world, scale.people, scale.perSecond);
    const { left, workers, webs } = await killAround(world, sending, scale, say);
    const sendingMs = performance.now() - sending.startedAt;
    await sending.isOver(scale.patienceMs);
    await world.fleet.whole();

    const { ids, worst } = await unknownSoFar(world.ctx.db);
    const strangers = [...ids].filter((id) => !left.has(id));
    return withMore(judgeAccount(await sending.account()), {
      counts: [`claimed by the killed ${number(left.size)}`, `${workers} workers and ${webs} web processes killed`],
      complaints: [
        ...strangers.map((id) => `Message ${id} became unknown although no killed worker had claimed it.`),
        ...(worst > left.size ? [`${worst} were unknown at once, ${left.size} had been claimed by the killed.`] : []),
        ...(workers === 0 ? ["No worker was killed."] : []),
        ...(sendingMs < scale.people / scale.perSecond / 2 ? ["The campaign was over before the blows were."] : []),
      ],
    });
  },
};

interface Killed {
  /** Every message that a worker had claimed and not recorded when it was killed. */
  left: Set<string>;
  workers: number;
  webs: number;
}

/** Blow after blow, each when the campaign has come to a random place and a random moment more has passed. */
async function killAround(
  { carrier, chance, ctx, fleet }: ProofWorld,
  { hasReached }: Sending,
  { people, blows, patienceMs }: Scale,
  say: (line: string) => void,
): Promise<Killed> {
  const places = Array.from({ length: blows }, () => FIRST + chance.draw() * (LAST - FIRST)).sort((a, b) => a - b);
  // One of them at least is the web process, one at least a worker.
  const victims = places
    .map((_, blow) => (blow === 1 || chance.isLucky(WEB_SHARE) ? "web" : "worker"))
    .with(0, "worker");
  const killed: Killed = { left: new Set(), workers: 0, webs: 0 };
  for (const [blow, place] of places.entries()) {
    await hasReached(Math.floor(people * place), patienceMs);
    await sleep(chance.between(0, RANDOM_MOMENT_MS));
    if (victims[blow] === "web") {
      await fleet.killWeb();
      killed.webs += 1;
    } else {
      const name = await fleet.killWorker(chance.between(0, 2));
      for (const id of await leftBy(ctx.db, name)) killed.left.add(id);
      killed.workers += 1;
    }
    const { accepted } = await carrier.summary();
    say(`blow ${blow + 1}: ${victims[blow]} killed at ${number(accepted)} texts`);
  }
  return killed;
}
