import { statement } from "#platform/sql/statement";
import { eventually } from "../eventually.ts";
import { type Finding, number, type Proof, together } from "../proof.ts";
import { startSending } from "../sending.ts";
import type { ProofWorld } from "../world.ts";
import { judgeStops, type Stops, stopSome } from "./stops.ts";

/** One person in so many texts STOP between the backup and the restore. */
const STOPPING = 20;

const restoresOf = statement(
  "restores-seen",
  `SELECT texts, replies, ended_by AS "endedBy", extract(epoch FROM ended_at - noticed_at)::float8 AS seconds FROM restores ORDER BY noticed_at`,
);

export const restore: Proof = {
  name: "restore",
  claim:
    "back to a backup or a moment from the middle of a campaign: what left since is not sent again, and a STOP since then holds",
  postgres: "archived",
  scales: {
    full: { people: 8_000, perSecond: 120, blows: 4, patienceMs: 10 * 60_000 },
    quick: { people: 800, perSecond: 60, blows: 1, patienceMs: 3 * 60_000 },
  },
  async run(world, { people, perSecond, blows, patienceMs }, say) {
    const { carrier, fleet } = world;
    const { postgres, redis } = world.servers;
    await carrier.setFaults({ latencyMs: [5, 150] });
    const sending = await startSending(world, people, perSecond);
    const stops: Stops = new Map();
    for (let blow = 1; blow <= blows; blow += 1) {
      const part = people / (blows + 0.5);
      await sending.hasReached(part * (blow - 0.7), patienceMs);
      // The last time with archived WAL, back to a moment after the copy.
      const isRewound = blow === blows;
      await (isRewound ? postgres.takeBackup() : postgres.backUp());
      if (isRewound) await sending.hasReached(part * (blow - 0.5), patienceMs);
      const moment = new Date();
      const before = (await carrier.summary()).accepted;
      await sending.hasReached(part * (blow - 0.3), patienceMs);
      await stopSome(world, sending, stops, people / STOPPING / blows);
      await sending.hasReached(part * blow, patienceMs);
      // The second time no process remembers; the third time Redis does not either.
      if (blow > 1) for (const name of await fleet.workers()) await fleet.killWorker(name);
      if (blow > 2) await redis.crash();
      const lost = (await carrier.summary()).accepted - before;
      await (isRewound ? postgres.rewind(moment) : postgres.restore());
      if (blow > 2) await redis.start();
      say(
        `blow ${blow}: back to the ${isRewound ? "moment" : "backup"}; ${number(lost)} texts had left since, ${number(stops.size)} had stopped`,
      );
      await fleet.whole();
      await hasRecovered(world, blow, patienceMs);
    }
    await sending.isOver(patienceMs);
    return together(await judgeStops(world, sending, stops), await judgeRestores(world));
  },
};

/** Resolves when so many restores were noticed and made up for. */
export function hasRecovered({ ctx }: ProofWorld, times: number, patienceMs: number): Promise<unknown> {
  return eventually(
    "texts leaving again",
    async () => (await ctx.db.prisma.restore.count({ where: { endedAt: { not: null } } })) >= times,
    patienceMs,
  );
}

/** The restores that the database has noticed: the last one ended by itself. */
export async function judgeRestores({ ctx }: ProofWorld): Promise<Finding> {
  const restores = await ctx.db.run<{ texts: number; replies: number; endedBy: string; seconds: number }>(restoresOf);
  const last = restores.at(-1);
  return {
    counts: [
      `found ${number(last?.texts ?? 0)} that had left and ${number(last?.replies ?? 0)} replies; held for ${(last?.seconds ?? 0).toFixed(0)} s`,
    ],
    complaints: last?.endedBy === "itself" ? [] : ["The restore was not noticed, or has not ended."],
  };
}
