import type { EstimateAnswer } from "#app/campaigns/estimate";
import type { Start } from "./start.ts";

/** What the estimate says beside the price: who must wait and when all would be through. One sentence each. */
export function forecast(answer: EstimateAnswer, when: Start["when"], formatTime: (at: string) => string): string[] {
  const { cost, finishesAt, pace, problem } = answer;
  const said: string[] = [];
  if (answer.capped > 0) said.push(`${figure(answer.capped)} more reached your frequency cap and are skipped.`);
  if (cost.recipients === 0) return said;
  if (problem && cost.partsMost > 0) said.push(`For somebody of the audience the text cannot be made: ${problem}.`);
  said.push(...(when === "local" ? waitForClocks(answer, formatTime) : waitForHours(answer, formatTime)));
  const start = { now: "Started now", later: "Started then", local: "Scheduled like this" }[when];
  if (finishesAt) said.push(`${start}, the last text leaves about ${formatTime(finishesAt)}, ${pace}.`);
  else said.push("No number is in service to send it. Connect one in Settings.");
  return said;
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
      `Quiet hours: nobody may be texted when it starts. They get it once their own hours begin, the earliest ${first}.`,
    ];
  return [
    `Quiet hours: ${figure(later)} of them may not be texted when it starts. These get it once their own hours begin, the earliest ${first}.`,
  ];
}

function waitForClocks(
  { cost, canLeaveNow, nextOpeningAt }: EstimateAnswer,
  formatTime: (at: string) => string,
): string[] {
  if (canLeaveNow === cost.recipients) return ["That hour has passed with everybody: choose a later one."];
  const passed =
    canLeaveNow > 0 ? [`With ${figure(canLeaveNow)} of them that hour has passed: they get it at once.`] : [];
  return [
    ...passed,
    ...(nextOpeningAt ? [`The ${canLeaveNow > 0 ? "next" : "first"} get it ${formatTime(nextOpeningAt)}.`] : []),
  ];
}

function figure(count: number): string {
  return count.toLocaleString("en-US");
}
