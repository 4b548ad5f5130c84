import { describeReason } from "#domain/messages/explain/describe-reason";
import { formatPhone } from "#domain/subscribers/format-phone";
import { assertNever } from "#platform/assert-never";
import type { Standstill } from "./standstill.ts";

/** Why a campaign is not sending right now, or that it is: one sentence that anyone can read. */
export function describeStandstill(standstill: Standstill, formatTime: (at: Date) => string): string {
  switch (standstill.kind) {
    case "shop-stopped":
      return "All sending of the store is stopped. Nothing leaves until it is allowed again in Settings.";
    case "sender-stopped":
      return `Its number ${formatPhone(standstill.phone)} is out of service${standstill.because ? `: ${standstill.because}` : ""}. Its texts wait for it.`;
    case "provider-held":
      return `The texting provider takes no texts at present: ${standstill.words}. The texts wait and leave once this is settled.`;
    case "behind":
      return behind(standstill);
    case "sending":
      return "Sending now.";
    case "quiet-hours":
      return `In quiet hours: the next people may be texted ${formatTime(standstill.until)}.`;
    case "local-time":
      return `Waiting for the hour in the next time zone: ${formatTime(standstill.until)}.`;
    case "waiting":
      return waiting(standstill, formatTime);
    case "handing-over":
      return "The last texts are being handed to the provider.";
    case "asking":
      return "The provider is being asked about texts of which it did not say whether it has them.";
    case "counting":
      return "The audience is being counted.";
    case "finishing":
      return "Every text has left or has its reason.";
    default:
      return assertNever(standstill);
  }
}

function behind({ name, others, because }: Extract<Standstill, { kind: "behind" }>): string {
  if (because === "urgent") return `In line behind “${name}”, which is marked urgent.`;
  const more = others === 0 ? "" : others === 1 ? " and another campaign" : ` and ${others} other campaigns`;
  const why =
    because === "closes-sooner"
      ? "the hours in which those people may be texted end sooner"
      : "the hours of both end together, and it was first";
  return `In line behind “${name}”${more}: ${why}.`;
}

function waiting(
  { because, until }: Extract<Standstill, { kind: "waiting" }>,
  formatTime: (at: Date) => string,
): string {
  const next = `It goes on ${formatTime(until)}.`;
  switch (because) {
    case "throttled-by-provider":
      return `The provider asked to wait. ${next}`;
    case "frequency-cap":
      return `Those who are left have had as many texts as the cap allows. ${next}`;
    case "spend-cap":
      return `Today’s spend cap is reached. ${next}`;
    case "carrier-budget":
      return `A carrier’s budget of the day is used up. ${next}`;
    default:
      return because === null ? `Its texts wait. ${next}` : `${describeReason(because)} ${next}`;
  }
}
