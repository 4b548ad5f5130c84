import { describeReason } from "#domain/messages/explain/describe-reason";
import { formatPhone } from "#domain/subscribers/format-phone";
import { assertNever } from "#platform/assert-never";
import type { Activity } from "./activity.ts";

/** Why a campaign is not sending right now, or that it is: one sentence that anyone can read. */
export function describeActivity(activity: Activity, formatTime: (at: Date) => string): string {
  switch (activity.kind) {
    case "shop-stopped":
      return "All sending is stopped for your store. Resume sending in Settings.";
    case "sender-stopped":
      return `Its number ${formatPhone(activity.phone)} is inactive${activity.because ? `: ${activity.because}` : ""}. Texts are on hold until it’s active again.`;
    case "provider-held":
      return `Your SMS provider isn’t accepting texts: ${activity.words}. Texts are sent once this is resolved.`;
    case "behind":
      return describeBehind(activity);
    case "sending":
      return "Sending now.";
    case "quiet-hours":
      return `In quiet hours. The next texts go out ${formatTime(activity.until)}.`;
    case "local-time":
      return `Waiting for the next time zone: ${formatTime(activity.until)}.`;
    case "waiting":
      return describeWaiting(activity, formatTime);
    case "handing-over":
      return "The last texts are being sent.";
    case "asking":
      return "We’re checking with the provider whether it received some texts.";
    case "counting":
      return "Counting the audience.";
    case "finishing":
      return "All texts are processed.";
    default:
      return assertNever(activity);
  }
}

function describeBehind({ name, others, because }: Extract<Activity, { kind: "behind" }>): string {
  if (because === "urgent") return `Queued behind “${name}”, which is marked urgent.`;
  const more = others === 0 ? "" : others === 1 ? " and another campaign" : ` and ${others} other campaigns`;
  const why = because === "closes-sooner" ? "its recipients are closer to quiet hours" : "it started first";
  return `Queued behind “${name}”${more}: ${why}.`;
}

function describeWaiting(
  { because, until }: Extract<Activity, { kind: "waiting" }>,
  formatTime: (at: Date) => string,
): string {
  const next = `Sending resumes ${formatTime(until)}.`;
  switch (because) {
    case "throttled-by-provider":
      return `The provider asked us to slow down. ${next}`;
    case "frequency-cap":
      return `The remaining recipients have reached the frequency cap. ${next}`;
    case "spend-cap":
      return `The daily spending limit is reached. ${next}`;
    case "carrier-budget":
      return `A carrier’s daily limit is reached. ${next}`;
    default:
      return because === null ? `Texts are on hold. ${next}` : `${describeReason(because)} ${next}`;
  }
}
