import { eventsByHour, type Shape } from "../shapes/shape.ts";
import type { DayPlan } from "./day.ts";
import type { Player } from "./player.ts";
import { type Outcome, playStretch, prepareStretch } from "./stretch.ts";

/** Of the multiple that the day was played at. */
const STEPS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** Of an hour's campaign texts that may leave, so many may be left when it ends. */
const BEHIND_SHARE = 0.1;

export interface Climb {
  outcomes: Outcome[];
  /** The largest multiple of the shape that was borne; 0 when the first was not. */
  bears: number;
  /** The first that was not; null when even the last was. */
  breaksAt: number | null;
}

/** Plays the busiest hour again and again, each time busier, until an objective breaks or its campaigns fall behind. */
export async function climb(player: Player, shape: Shape, plan: DayPlan): Promise<Climb> {
  const { secondsPerHour: seconds, times } = plan;
  const hour = busiestOf(shape, plan.hours);
  const outcomes: Outcome[] = [];
  let bears = 0;
  for (const [place, step] of STEPS.entries()) {
    await player.campaigns.cancelAll();
    const stretch = await prepareStretch(player, shape, { hour, seconds, times: times * step });
    await player.campaigns.settle();
    await player.moveTo(
      plan.midnight
        .plus({ days: place + 1 })
        .set({ hour })
        .toJSDate(),
    );
    const outcome = await playStretch(player, shape, stretch);
    outcomes.push(outcome);
    if (outcome.breaches.length > 0 || isBehind(outcome)) return { outcomes, bears, breaksAt: outcome.times };
    bears = outcome.times;
  }
  return { outcomes, bears, breaksAt: null };
}

function isBehind({ behind, campaignRecipients }: Outcome): boolean {
  return behind > campaignRecipients * BEHIND_SHARE;
}

function busiestOf(shape: Shape, hours: number[]): number {
  const events = eventsByHour(shape);
  return hours.reduce((most, hour) => ((events[hour] ?? 0) > (events[most] ?? 0) ? hour : most), hours[0] ?? 0);
}
