import type { EstimateAnswer } from "#app/campaigns/estimate";
import type { Start } from "./start.ts";

/** What the estimate says beside the price: who must wait and when all would be through. One sentence each. */
export function forecastStart(
  answer: EstimateAnswer,
  when: Start["when"],
  formatTime: (at: string) => string,
): string[] {
  const { cost, finishesAt, pace, problem, numberInUse } = answer;
  const said: string[] = [];
  if (answer.capped > 0)
    said.push(
      `${answer.capped === 1 ? "1 more has" : `${formatCount(answer.capped)} more have`} reached the frequency cap and will be skipped.`,
    );
  if (cost.recipients === 0) return said;
  if (problem && cost.partsMost > 0) said.push(`The text can’t be rendered for at least one recipient: ${problem}.`);
  said.push(...(when === "local" ? waitForClocks(answer, formatTime) : waitForHours(answer, formatTime)));
  const start = { now: "If you start now", later: "If it starts then", local: "With this schedule" }[when];
  if (finishesAt) said.push(`${start}, sending finishes around ${formatTime(finishesAt)}, ${pace}.`);
  else said.push("No active number can send this. Connect one in Settings.");
  if (finishesAt && numberInUse) said.push(startLater(numberInUse, answer, formatTime));
  return said;
}

/** "At 9:00 AM … Start at 9:40 AM instead …" */
function startLater(
  { campaign, freeAt }: NonNullable<EstimateAnswer["numberInUse"]>,
  { startsAt }: EstimateAnswer,
  formatTime: (at: string) => string,
): string {
  return `At ${formatTime(startsAt)} your number is still busy with “${campaign}”. Start at ${formatTime(freeAt)} instead, or choose another number, so that neither slows the other down.`;
}

function waitForHours(
  { cost, canLeaveNow, nextOpeningAt }: EstimateAnswer,
  formatTime: (at: string) => string,
): string[] {
  const later = cost.recipients - canLeaveNow;
  if (later === 0 || !nextOpeningAt) return [];
  const first = formatTime(nextOpeningAt);
  if (canLeaveNow === 0)
    return [
      `Quiet hours: all recipients are in quiet hours at start. Texts go out when quiet hours end, from ${first}.`,
    ];
  return [
    `Quiet hours: ${countRecipients(later)} ${later === 1 ? "is" : "are"} in quiet hours at start. Their texts go out when quiet hours end, from ${first}.`,
  ];
}

function waitForClocks(
  { cost, canLeaveNow, nextOpeningAt }: EstimateAnswer,
  formatTime: (at: string) => string,
): string[] {
  if (canLeaveNow === cost.recipients) return ["That time has passed in every time zone. Choose a later time."];
  const passed =
    canLeaveNow > 0
      ? [`That time has already passed for ${countRecipients(canLeaveNow)}. They get the text immediately.`]
      : [];
  return [
    ...passed,
    ...(nextOpeningAt ? [`The ${canLeaveNow > 0 ? "next" : "first"} texts go out ${formatTime(nextOpeningAt)}.`] : []),
  ];
}

function countRecipients(count: number): string {
  return count === 1 ? "1 recipient" : `${formatCount(count)} recipients`;
}

function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
