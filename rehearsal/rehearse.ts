import type { DateTime } from "luxon";
import { type Machine, readMachine } from "../bench/report/machine.ts";
import { type Bottleneck, findBottleneck } from "./judge/bottleneck.ts";
import { type Breach, isAboutTime } from "./judge/objectives.ts";
import { type Climb, climb } from "./play/climb.ts";
import { type Day, type DayPlan, nextFriday, playDay } from "./play/day.ts";
import { openPlayer, type Player, warmUp } from "./play/player.ts";
import type { Shape } from "./shapes/shape.ts";
import { type Run, setStage } from "./stage/stage.ts";

export interface RehearsalPlan extends Omit<DayPlan, "midnight"> {
  shape: Shape;
  workersEach: number;
  databasePool: number;
  /** Requests a second that the simulated provider takes; null: as many as come. */
  providerPerSecond: number | null;
  providerMs: number;
}

export interface Rehearsal {
  date: string;
  title: string;
  sources: Shape["sources"];
  settings: Omit<RehearsalPlan, "shape" | "hours">;
  machine: Machine;
  day: Day;
  /** How long the slowest order text took that was told while something was broken on purpose. */
  slowestWhileBrokenMs: number;
  /** The objectives that did not hold on the day; the rehearsal was stopped at them. */
  breaches: Breach[];
  /** Null when the day was not borne. */
  climb: Climb | null;
  /** What held everything up where the climb or the day ended; null when the day ended for something else than lateness. */
  bottleneck: Bottleneck | null;
}

/** Plays the day, and then its busiest hour until it is not borne. */
export async function rehearse(run: Run, plan: RehearsalPlan): Promise<Rehearsal> {
  const { player, midnight } = await openRehearsal(run, plan);
  return playRehearsal(player, plan, midnight);
}

/** Sets the stage for the next Friday. */
export async function openRehearsal(
  run: Run,
  plan: RehearsalPlan,
  hasStandby = plan.hasBlows,
): Promise<{ player: Player; midnight: DateTime }> {
  const midnight = nextFriday(plan.shape.timeZone);
  // The clock only moves forward, and setting the stage takes its time.
  const stage = await setStage(run, { ...plan, hasStandby, startsAt: midnight.minus({ hours: 4 }).toJSDate() });
  await stage.carrier.set({ perSecond: plan.providerPerSecond, latencyMs: plan.providerMs });
  const player = openPlayer(run, stage);
  await warmUp(player, 30_000);
  return { player, midnight };
}

export async function playRehearsal(player: Player, plan: RehearsalPlan, midnight: DateTime): Promise<Rehearsal> {
  const day = await playDay(player, plan.shape, { ...plan, midnight });
  if (day.abortedAt !== null) player.say("Stopped: an objective does not hold");
  const climbed = day.abortedAt === null ? await climb(player, plan.shape, { ...plan, midnight }) : null;
  return conclude(player, plan, day, climbed);
}

/** What is to be told of what was played. Texts that have not been sent are cancelled. */
export async function conclude(
  player: Player,
  plan: RehearsalPlan,
  day: Day,
  climbed: Climb | null,
): Promise<Rehearsal> {
  await player.campaigns.cancelAll();
  const { shape, hours: _, ...settings } = plan;
  const breaches = day.outcomes.flatMap((outcome) => outcome.breaches);
  const last = climbed?.outcomes.at(-1) ?? day.outcomes.at(-1);
  const isAboutLoad = breaches.length === 0 || breaches.some(isAboutTime);
  return {
    ...{ date: new Date().toISOString(), title: shape.title, sources: shape.sources, settings, machine: readMachine() },
    ...{ day, breaches, climb: climbed, slowestWhileBrokenMs: player.watch.longestExcusedMs() },
    bottleneck: last && isAboutLoad ? findBottleneck(last.used) : null,
  };
}

/** 0: the day was borne; 3: it was stopped at a breach. */
export function exitCodeOf({ breaches }: Pick<Rehearsal, "breaches">): 0 | 3 {
  return breaches.length > 0 ? 3 : 0;
}
