import type { DateTime } from "luxon";
import { isAboutTime } from "./judge/objectives.ts";
import { playDay } from "./play/day.ts";
import { type Player, untilAnswered } from "./play/player.ts";
import { playStretch, prepareStretch } from "./play/stretch.ts";
import { conclude, exitCodeOf, openRehearsal, playRehearsal, type Rehearsal, type RehearsalPlan } from "./rehearse.ts";
import { writeReport } from "./report/write.ts";
import type { Run } from "./stage/stage.ts";

/** Fewer than the campaigns' texts need, and more than orders and carts do. */
const PLANTED_PER_SECOND = 30;
const SECONDS = 5;
const PATIENCE_MS = 60_000;

export interface Check {
  what: string;
  isRight: boolean;
  /** What the rehearsal said. */
  found: string;
}

/**
 * Shows that a rehearsal sees what it is for: with a provider that takes too few requests it names the provider's rate and
 * nothing else, when the database fails over it loses nothing and goes on, and when no worker is left for order texts it
 * stops and says so. All are seen from outside only.
 */
export async function checkItself(run: Run, given: RehearsalPlan, folder: string): Promise<Check[]> {
  const plan: RehearsalPlan = {
    ...given,
    ...{ hours: [11], secondsPerHour: SECONDS, times: 2, hasBlows: false },
    ...{ providerPerSecond: PLANTED_PER_SECOND, providerMs: 20 },
  };
  const { player, midnight } = await openRehearsal(run, plan, true);
  run.say(`Planted: a provider that takes ${PLANTED_PER_SECOND} requests a second`);
  const planted = await playRehearsal(player, plan, midnight);
  writeReport(`${folder}/bottleneck`, planted);
  await player.stage.carrier.set({ perSecond: null });
  // What that provider held up must arrive before the clock moves on by a fortnight: no order text is worth sending then.
  await untilAnswered(player, PATIENCE_MS);
  const unhindered = { ...plan, providerPerSecond: null };
  const failedOver = await failOverOnPurpose(player, unhindered, midnight);
  writeReport(`${folder}/failover`, failedOver);
  const broken = await breakOnPurpose(player, unhindered, midnight);
  writeReport(`${folder}/breach`, broken);
  return [plantedCheck(planted), failoverCheck(failedOver), breachCheck(broken)];
}

/** The database is killed in the middle of an hour, and its standby takes its place. */
async function failOverOnPurpose(player: Player, plan: RehearsalPlan, midnight: DateTime): Promise<Rehearsal> {
  const another = { ...plan, hasBlows: true, secondsPerHour: SECONDS * 2, midnight: midnight.plus({ days: 15 }) };
  return conclude(player, plan, await playDay(player, plan.shape, another), null);
}

/** The workers for order texts are killed in the middle of an hour, and no one starts them again. */
async function breakOnPurpose(player: Player, plan: RehearsalPlan, midnight: DateTime): Promise<Rehearsal> {
  const { fleet } = player.stage;
  const [hour = 0] = plan.hours;
  const stretch = await prepareStretch(player, plan.shape, { hour, seconds: SECONDS * 6, times: plan.times });
  await player.moveTo(midnight.plus({ days: 30 }).set({ hour }).toJSDate());
  player.say("On purpose: all workers for order texts are killed, and stay away");
  await fleet.kill("urgent");
  const outcome = await playStretch(player, plan.shape, stretch);
  const abortedAt = outcome.breaches.length > 0 ? hour : null;
  return conclude(player, plan, { outcomes: [outcome], blows: [], abortedAt }, null);
}

function plantedCheck({ bottleneck }: Rehearsal): Check {
  return {
    what: "the planted bottleneck is named",
    isRight: bottleneck?.resource === "provider-rate",
    found: bottleneck ? `${bottleneck.resource}: ${bottleneck.because}` : "no bottleneck",
  };
}

function failoverCheck(rehearsal: Rehearsal): Check {
  const [blow] = rehearsal.day.blows;
  return {
    what: "the database fails over and nothing is lost",
    isRight: exitCodeOf(rehearsal) === 0 && blow !== undefined,
    found: [
      blow ? `away for ${(blow.awayMs / 1_000).toFixed(1)} s` : "it was not killed",
      ...rehearsal.breaches.map(({ sentence }) => sentence),
    ].join(". "),
  };
}

function breachCheck(rehearsal: Rehearsal): Check {
  const [outcome] = rehearsal.day.outcomes;
  const isStoppedEarly = outcome !== undefined && outcome.seconds < SECONDS * 5;
  return {
    what: "the breach on purpose stops the rehearsal",
    isRight:
      exitCodeOf(rehearsal) === 3 &&
      isStoppedEarly &&
      rehearsal.breaches.some(({ objective }) => objective === "order-texts") &&
      rehearsal.breaches.every(isAboutTime),
    found: rehearsal.breaches.map(({ sentence }) => sentence).join(" ") || "no breach",
  };
}
