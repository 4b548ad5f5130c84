import type { EstimateAnswer } from "../estimate.ts";

/** What the estimate says beside the price: who must wait and when all would be through. One sentence each. */
export function forecast(
  { cost, canLeaveNow, nextOpeningAt, finishesAt, problem }: EstimateAnswer,
  formatTime: (at: string) => string,
): string[] {
  const said: string[] = [];
  if (problem) said.push(`For somebody of the audience the text cannot be made: ${problem}.`);
  const later = cost.recipients - canLeaveNow;
  if (later > 0 && nextOpeningAt)
    said.push(
      `${later.toLocaleString("en-US")} of them may not be texted at this hour; their hours begin ${formatTime(nextOpeningAt)} or later, and they wait until then.`,
    );
  if (finishesAt) said.push(`Started now, the last text would leave about ${formatTime(finishesAt)}.`);
  else if (cost.recipients > 0) said.push("No number is in service to send it. Connect one in Settings.");
  return said;
}
