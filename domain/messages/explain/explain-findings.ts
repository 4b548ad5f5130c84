import type { Prisma } from "@prisma/client";
import type { FormatTime } from "#domain/messages/explain/explain";
import { type BindingRule, citedRules, withoutCitations } from "#domain/messages/explain/explain-rules";
import type { GateRecord } from "#domain/messages/gates/gates";

/** What one rule said of one text, for a person to read. */
export interface Finding {
  /** The gate's name in the why-record, or "source". */
  gate: string;
  title: string;
  said: GateRecord["said"];
  sentence: string;
  /** What it was judged by: a few words each. */
  inputs: string[];
  rules: BindingRule[];
  /** When it would say yes; null when it does, or when it never will by itself. */
  until: Date | null;
}

const titles: Record<string, string> = {
  deadline: "Deadline",
  shop: "Store",
  consent: "Consent",
  number: "Number",
  sender: "Sending number",
  "quiet hours": "Texting hours",
  "frequency cap": "Frequency cap",
  spending: "Spending",
  content: "Text",
};

const consents: Record<string, string> = {
  exempt: "Not asked of a text that confirms an opt-out",
  "not needed": "Not needed for a text about the person’s own order",
  subscribed: "Agreed to marketing texts",
  pending: "Signed up and has not confirmed yet",
  never: "Never agreed to marketing texts",
  unsubscribed: "Has unsubscribed",
  "opted-out": "Has texted STOP",
  "reply-unsure": "Wrote what may be an opt-out, and nobody has decided about it yet",
  "opted-out-at-provider": "Has texted STOP: the provider blocks the number",
};

const numbers: Record<string, string> = {
  reachable: "Can receive texts",
  invalid: "The carrier says that it cannot receive texts",
  erased: "Erased at the person’s request",
};

/** The findings of a stored why-record: what was true when it was written. Empty when no gate was asked. */
export function storedFindings(why: Prisma.JsonValue, formatTime: FormatTime): Finding[] {
  if (!Array.isArray(why)) return [];
  // Written by gates.ts and keep-to-limits.ts alone.
  return (why as unknown as GateRecord[]).map((record) => findingOf(record, formatTime));
}

/** What a gate said, in words. The rules are those that its record names. */
export function findingOf(record: GateRecord, formatTime: FormatTime): Finding {
  const { gate, saw, said } = record;
  return {
    ...{ gate, said, inputs: [], until: null },
    title: titles[gate] ?? gate,
    sentence: `${sentenceOf(record, formatTime)}${said === "expire" && gate !== "deadline" ? ": after its deadline" : ""}.`,
    rules: citedRules(saw),
  };
}

function sentenceOf({ gate, saw, said }: GateRecord, formatTime: FormatTime): string {
  const seen = withTimes(withoutCitations(saw), formatTime);
  switch (gate) {
    case "deadline":
      return said === "expire" ? `The deadline has passed: it ${seen}` : upper(seen);
    case "shop":
      return saw === "installed" ? "Has the app installed" : "Has uninstalled the app";
    case "consent":
      return consents[saw] ?? upper(seen);
    case "number":
      return numbers[saw] ?? upper(seen);
    case "quiet hours":
      return saw === "exempt" ? "None for this kind of text" : upper(seen);
    case "frequency cap":
      return saw === "exempt" ? "None for this kind of text" : upper(seen);
    case "spending":
      return said === "pass" ? upper(seen) : `${upper(seen)}: no room for this text`;
    default:
      return upper(seen);
  }
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Records keep instants as ISO; people read them on the shop's clock. */
function withTimes(saw: string, formatTime: FormatTime): string {
  return saw.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) => formatTime(new Date(iso)));
}
