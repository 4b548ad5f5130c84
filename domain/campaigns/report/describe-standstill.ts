import { describeReason } from "#domain/messages/explain/describe-reason";
import { formatPhone } from "#domain/subscribers/format-phone";
import { assertNever } from "#platform/assert-never";
import type { Standstill } from "./standstill.ts";

/** Why a campaign is not sending right now, or that it is: one sentence that anyone can read. */
export function describeStandstill(standstill: Standstill, formatTime: (at: Date) => string): string {
  switch (standstill.kind) {
    case "shop-stopped":
      return "All sending is stopped for your store. Resume sending in Settings.";
    case "sender-stopped":
      return `Its number ${formatPhone(standstill.phone)} is inactive${standstill.because ? `: ${standstill.because}` : ""}. Texts are on hold until it’s active again.`;
    case "provider-held":
      return `Your SMS provider isn’t accepting texts: ${standstill.words}. Texts are sent once this is resolved.`;
    case "behind":
      return behind(standstill);
    case "sending":
      return "Sending now.";
    case "quiet-hours":
      return `In quiet hours. The next texts go out ${formatTime(standstill.until)}.`;
    case "local-time":
      return `Waiting for the next time zone: ${formatTime(standstill.until)}.`;
    case "waiting":
      return waiting(standstill, formatTime);
    case "handing-over":
      return "The last texts are being sent.";
    case "asking":
      return "We’re checking with the provider whether it received some texts.";
    case "counting":
      return "Counting the audience.";
    case "finishing":
      return "All texts are processed.";
    default:
      return assertNever(standstill);
  }
}

function behind({ name, others, because }: Extract<Standstill, { kind: "behind" }>): string {
  if (because === "urgent") return `Queued behind “${name}”, which is marked urgent.`;
  const more = others === 0 ? "" : others === 1 ? " and another campaign" : ` and ${others} other campaigns`;
  const why = because === "closes-sooner" ? "its recipients are closer to quiet hours" : "it started first";
  return `Queued behind “${name}”${more}: ${why}.`;
}

function waiting(
  { because, until }: Extract<Standstill, { kind: "waiting" }>,
  formatTime: (at: Date) => string,
): string {
  const next = `Sending resumes ${formatTime(until)}.`;
  switch (because) {
    case "throttled-by-provider":
      return `The provider asked us to slow down. ${next}`;
    case "frequency-cap":
      return `The remaining recipients have reached your frequency cap. ${next}`;
    case "spend-cap":
      return `The daily spending limit is reached. ${next}`;
    case "carrier-budget":
      return `A carrier’s daily limit is reached. ${next}`;
    default:
      return because === null ? `Texts are on hold. ${next}` : `${describeReason(because)} ${next}`;
  }
}
