import type { TextingHours } from "#domain/compliance/check-texting-hours";
import { stepText } from "#domain/flows/steps/registry";
import { duration } from "#domain/flows/steps/wait";
import { type TriggerKind, triggerType } from "#domain/flows/triggers/registry";
import { type Paths, pathsOf } from "#domain/flows/walk/walk";
import { everyStep, type FlowDocument } from "./document.ts";

/** What every shop begins with (prisma/schema.prisma). */
export const USUAL_HOURS: TextingHours = { textingStartsMinute: 9 * 60, textingEndsMinute: 20 * 60 };

const DAY_MINUTES = 24 * 60;
/** Several states close from 20:00 to 8:00, however wide the shop's own hours are (domain/compliance/rules). */
const SHORTEST_NIGHT_MINUTES = 12 * 60;

/**
 * When a text expires that a walk comes to now, at this step: the gates drop it then, and never send it late. By turn, who came
 * here before the longest waits would have been over has as long from now.
 */
export function expiryOf(
  kind: TriggerKind,
  happenedAt: Date,
  { waitedMs }: Paths,
  stepId: string | null,
  now: Date,
): Date {
  const { textsExpireAfterMs, deadlineFrom } = triggerType(kind);
  const event = happenedAt.getTime();
  const waited = stepId !== null && deadlineFrom === "turn" ? (waitedMs.get(stepId) ?? 0) : 0;
  const turn = waited > 0 ? Math.max(event, Math.min(event + waited, now.getTime())) : event;
  return new Date(turn + textsExpireAfterMs);
}

/**
 * The texts that would expire before they can leave, each with what to change: the waits on the way to it, and for
 * marketing a night after them, take longer than its deadline allows. Days that some states forbid are not counted.
 */
export function lateTexts(document: FlowDocument, hours: TextingHours): Map<string, string> {
  const { textsExpireAfterMs, deadlineFrom, title } = triggerType(document.trigger.kind);
  if (deadlineFrom === "turn") return new Map();
  const { waitedMs } = pathsOf(document);
  const limit = textsExpireAfterMs / 60_000;
  const night = document.purpose === "marketing" ? nightMinutes(hours) : 0;
  return new Map(
    everyStep(document.steps).flatMap((step): [string, string][] => {
      const waited = (waitedMs.get(step.id) ?? 0) / 60_000;
      if (stepText(step) === null || waited + night < limit) return [];
      return [[step.id, sentence({ trigger: title, waited, night, limit })]];
    }),
  );
}

function nightMinutes({ textingStartsMinute, textingEndsMinute }: TextingHours): number {
  return Math.max(SHORTEST_NIGHT_MINUTES, DAY_MINUTES - (textingEndsMinute - textingStartsMinute));
}

function sentence(it: { trigger: string; waited: number; night: number; limit: number }): string {
  const hours = (minutes: number) => duration(Math.floor(minutes / 60) * 60);
  const overnight = it.night > 0 ? `, and quiet hours can add ${duration(it.night)}` : "";
  return (
    `This text would be sent too late: it must go out within ${it.limit / 60} hours of “${it.trigger}”. ` +
    `The waits before it add up to ${duration(it.waited)}${overnight}. ` +
    `Shorten them to less than ${hours(it.limit - it.night)} total.`
  );
}
