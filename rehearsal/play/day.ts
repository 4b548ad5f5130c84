import { DateTime } from "luxon";
import { breachesIn } from "../judge/objectives.ts";
import type { Shape } from "../shapes/shape.ts";
import { type Blow, failDatabaseOver, killClass } from "./blows.ts";
import { type Player, untilAnswered } from "./player.ts";
import { type Outcome, playStretch, prepareStretch, type Stretch } from "./stretch.ts";

const ANSWER_PATIENCE_MS = 60_000;

export interface DayPlan {
  /** Midnight of the day in the shape's zone. */
  midnight: DateTime;
  hours: number[];
  secondsPerHour: number;
  times: number;
  /** Whether something is broken in the middle. */
  hasBlows: boolean;
}

export interface Day {
  outcomes: Outcome[];
  blows: Blow[];
  /** The hour in which an objective did not hold, and the day was stopped. */
  abortedAt: number | null;
}

/** Plays the hours one after the other, and breaks something at two of them. Stops at the first breach. */
export async function playDay(player: Player, shape: Shape, plan: DayPlan): Promise<Day> {
  const { hours, secondsPerHour: seconds, times } = plan;
  const stretches: Stretch[] = [];
  player.say(`Preparing ${hours.length} hours`);
  for (const hour of hours) stretches.push(await prepareStretch(player, shape, { hour, seconds, times }));
  await player.campaigns.settle();
  const day: Day = { outcomes: [], blows: [], abortedAt: null };
  for (const [place, stretch] of stretches.entries()) {
    await player.moveTo(plan.midnight.set({ hour: stretch.hour }).toJSDate());
    const blow = plan.hasBlows ? blowOf(player, hours, place) : null;
    const outcome = await playStretch(player, shape, {
      ...stretch,
      ...(blow && { blow: async () => void day.blows.push(await blow()) }),
    });
    day.outcomes.push(outcome);
    if (outcome.breaches.length > 0) return { ...day, abortedAt: stretch.hour };
  }
  const last = day.outcomes.at(-1);
  const lost = await untilAnswered(player, ANSWER_PATIENCE_MS);
  if (last === undefined || lost === 0) return day;
  last.seen = { ...last.seen, lost };
  last.breaches = breachesIn(last.seen);
  return { ...day, abortedAt: last.hour };
}

/** A class of workers at two fifths of the day, the database at three fifths; of one hour or three, the database alone. */
function blowOf(player: Player, hours: number[], place: number): (() => Promise<Blow>) | null {
  const hour = hours[place] ?? 0;
  if (place === Math.floor(hours.length * 0.6)) return () => failDatabaseOver(player, hour);
  if (place === Math.floor(hours.length * 0.4)) return () => killClass(player, "campaigns", hour);
  return null;
}

/** The next day on which this shape may be played: a Friday that is not over, since nothing may be older than the servers. */
export function nextFriday(timeZone: string, now = new Date()): DateTime {
  let day = DateTime.fromJSDate(now, { zone: timeZone }).plus({ days: 1 }).startOf("day");
  while (day.weekday !== 5) day = day.plus({ days: 1 });
  return day;
}
