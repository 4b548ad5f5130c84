import { z } from "zod";
import { consentInWords } from "#domain/consent/words/consent-words";
import { leavingReasons } from "#domain/flows/walk/leaving-reason";
import type { CodeWords } from "#domain/messages/explain/describe-reason";
import { explainText, type FormatTime } from "#domain/messages/explain/explain";

const date = z.coerce.date().nullable();
const text = z.string().nullish();

/** What a text's row says of itself. */
export const textOut = z.object({
  month: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  provider: z.string().nullable(),
  why: z.json(),
  body: z.string().nullable(),
  dueAt: z.coerce.date(),
  handedAt: date,
  deliveredAt: date,
  sourceKind: z.string(),
  sourceName: z.string().nullable(),
});

const textIn = z.object({ body: z.string().nullable(), pictures: z.number().default(0), meaning: z.string() });
const clicked = z.object({ targetUrl: text });
const consent = z.object({ state: z.string(), source: z.string(), applied: z.boolean(), reason: text });
/** What other entries may carry. All of it is gone after an erasure. */
const entryData = z.object({
  name: text,
  first: text,
  lines: z.number().nullish(),
  currency: text,
  totalMicros: z.number().nullish(),
  amountMicros: z.number().nullish(),
  flowName: text,
  because: text,
});

type EntryData = z.output<typeof entryData>;

/** One sentence for one row of the timeline. A kind that no one has worded yet is shown by its name. */
export function sentenceOf(kind: string, data: unknown, formatTime: FormatTime, words?: CodeWords): string {
  switch (kind) {
    case "text-out":
      return aboutTextOut(textOut.parse(data), formatTime, words);
    case "text-in":
      return aboutTextIn(textIn.parse(data));
    case "clicked":
      return aboutClick(clicked.parse(data).targetUrl ?? null);
    case "consent":
      return aboutConsent(consent.parse(data));
    default:
      return sentences[kind]?.(entryData.parse(data)) ?? `${kind}.`;
  }
}

function aboutTextOut(of: z.output<typeof textOut>, formatTime: FormatTime, words?: CodeWords): string {
  const from: Record<string, string> = {
    campaign: of.sourceName ? `Text of the campaign “${of.sourceName}”` : "Text of a campaign",
    flow: of.sourceName ? `Text of the flow “${of.sourceName}”` : "Text of a flow",
    conversation: "Automatic reply",
    test: "Test text",
  };
  return `${from[of.sourceKind] ?? "Text"}: ${explainText(of, formatTime, words)}`;
}

function aboutTextIn({ body, pictures, meaning }: z.output<typeof textIn>): string {
  const files = pictures === 0 ? "" : pictures === 1 ? "a picture" : `${pictures} pictures`;
  const words = body === null ? "Sent a text (erased)" : `Wrote “${body}”`;
  const wrote = files === "" ? words : body === "" ? `Sent ${files}` : `${words} and sent ${files}`;
  const meant: Record<string, string> = {
    "opt-out": ", which opts out",
    "opt-in": ", which opts in",
    unsure: ", a possible opt-out that needs review",
    help: ", which asks for help",
  };
  return `${wrote}${meant[meaning] ?? ""}.`;
}

function aboutClick(targetUrl: string | null): string {
  const host = targetUrl && URL.canParse(targetUrl) ? new URL(targetUrl).host : null;
  return host ? `Clicked the link to ${host}.` : "Clicked the link.";
}

function aboutConsent({ state, source, applied, reason }: z.output<typeof consent>): string {
  const status = consentInWords(state, source);
  if (applied) return state === "pending" ? `${status}. Waiting for confirmation from their phone.` : `${status}.`;
  return `${status}. No effect: ${unapplied[reason ?? ""] ?? "we already had newer consent"}.`;
}

const unapplied: Record<string, string> = {
  "opted-out-by-text": "only the subscriber can undo a STOP",
  "refused-here": "only the subscriber can undo an opt-out made here",
  "awaits-confirmation": "it must be confirmed from their phone",
};

const sentences: Record<string, (of: EntryData) => string> = {
  "checkout-started": (of) =>
    `Started a checkout${describeWorth(of.totalMicros, of.currency, " of ")}${describeGoods(of)}.`,
  "order-placed": (of) => `Placed ${orderName(of)}${describeWorth(of.totalMicros, of.currency, " for ")}.`,
  "order-refunded": (of) =>
    `Refunded${describeWorth(of.amountMicros, of.currency, " ")}${of.name ? ` of order ${of.name}` : ""}.`,
  "joined-flow": (of) => `Entered ${flowName(of)}.`,
  "left-flow": (of) => `Exited ${flowName(of)}. ${describeLeaving(of.because)}`.trim(),
  "staff-not-texted": () => "Your staff weren’t texted about this: the limit is 60 texts to staff in an hour.",
};

function describeGoods({ first, lines }: EntryData): string {
  if (!first) return "";
  const others = (lines ?? 1) - 1;
  return others > 0 ? `: ${first} and ${others} more` : `: ${first}`;
}

function orderName({ name }: EntryData): string {
  return name ? `order ${name}` : "an order";
}

function flowName({ flowName: name }: EntryData): string {
  return name ? `the flow “${name}”` : "a flow";
}

function describeLeaving(because: string | null | undefined): string {
  if (!because || !Object.hasOwn(leavingReasons, because)) return "";
  return leavingReasons[because as keyof typeof leavingReasons];
}

function describeWorth(micros: number | null | undefined, currency: string | null | undefined, before: string): string {
  if (micros == null || !currency) return "";
  return before + new Intl.NumberFormat("en-US", { style: "currency", currency }).format(micros / 1e6);
}
