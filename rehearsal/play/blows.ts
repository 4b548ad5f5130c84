import { setTimeout as sleep } from "node:timers/promises";
import { realNow } from "../../bench/stage/campaign.ts";
import type { WorkerClass } from "../stage/classes.ts";
import type { Player } from "./player.ts";

/** So long after something came back, everything must be on time again. */
const RECOVERY_MS = 10_000;
/** How long a supervisor takes to start what was killed. */
const SUPERVISOR_MS = 2_000;

/** Something that was broken in the middle of the day. */
export interface Blow {
  what: string;
  hour: number;
  awayMs: number;
}

/** Kills every worker of a class, as a bad deployment does, and starts them again like their supervisor. */
export async function killClass(player: Player, of: WorkerClass, hour: number): Promise<Blow> {
  const { fleet } = player.stage;
  return breakFor(player, `all workers of the class "${of}" killed`, hour, async () => {
    await fleet.kill(of);
    await sleep(SUPERVISOR_MS);
    await fleet.revive(of);
  });
}

/** Kills the database with all its processes. Its standby has every commit, and takes its place. */
export async function failDatabaseOver(player: Player, hour: number): Promise<Blow> {
  return breakFor(player, "the database killed and its standby promoted", hour, player.stage.servers.failOver);
}

async function breakFor({ say, watch }: Player, what: string, hour: number, work: () => Promise<void>): Promise<Blow> {
  const from = realNow();
  say(`On purpose: ${what}`);
  // What is told meanwhile is late for a reason; how late is told in the report.
  const stretch = { from: from - 1_000, to: Number.POSITIVE_INFINITY };
  watch.excuse(stretch);
  await work();
  const awayMs = realNow() - from;
  stretch.to = realNow() + RECOVERY_MS;
  say(`Back after ${(awayMs / 1_000).toFixed(1)} s`);
  return { what, hour, awayMs };
}
