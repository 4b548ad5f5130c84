import { chooseVariant } from "#domain/flows/experiments/choose-variant";
import { stepTest, stepText } from "#domain/flows/steps/registry";
import { triggerType } from "#domain/flows/triggers/registry";
import type { EventDetails } from "#domain/flows/walk/entry";
import { boundedVariables, cutText } from "#domain/messages/content/bounded-variables";
import type { TextLocale } from "#domain/messages/content/filters/text-locale";
import { namesLink } from "#domain/messages/content/merge-tags";
import { moneyInText } from "#domain/messages/content/money-in-text";
import type { Wording } from "#domain/messages/source";
import { everyStep, type FlowDocument } from "./document.ts";
import { type Line, lineVariables, titleInText } from "./line-variables.ts";

/** What a text of a walk is about: the checkout, the order or the event alone. */
export interface Subject {
  /** What happened, as the trigger told it. */
  event: EventDetails | null;
  /** The cart's recovery URL, or the order's own page. */
  url: string | null;
  /** The store's front page: where texts about no order and no cart lead. */
  storeUrl: string;
  /** The order's name; null for a cart. */
  name: string | null;
  currency: string | null;
  /** Of the store: how amounts are written. */
  country: string | null;
  totalMicros: number;
  lines: Line[];
  /** The store's, for amounts of events. */
  shopCurrency: string | null;
  /** Of the person, else of the store. */
  timeZone: string | null;
  placedAt: Date | null;
}

/** Who reads it, for A/B tests. */
export interface Reader {
  flowId: string;
  subscriberId: string;
  /** The winners of tests, by step id. */
  winners: Record<string, string>;
}

/** How many items a text lists before it says "and n more". */
const ITEMS_NAMED = 3;

/**
 * What a step says to one person, and where its link leads. Null when the step says nothing, or when it leads somewhere
 * and there is nowhere to go: a reminder without a way back is not sent.
 */
export function wordingOf(
  document: FlowDocument,
  stepId: string,
  subject: Subject,
  campaign: string,
  reader: Reader,
  now: Date | null = null,
): Wording | null {
  const said = saidAt(document, stepId, reader);
  if (said === null) return null;
  const { text, label } = said;
  const usual = triggerType(document.trigger.kind).about === "none" ? subject.storeUrl : subject.url;
  const url = subject.event?.url === undefined ? usual : subject.event.url;
  if (url === null && namesLink(text)) return null;
  return {
    template: text,
    ...(label === null ? {} : { variant: label }),
    variables: variablesOf(document, subject),
    linkUrl: url && withSource(url, campaign),
    locale: localeOf(subject, now),
  };
}

/** The step's text, or the reader's of its test, with what the message keeps of it. */
function saidAt(
  { steps }: FlowDocument,
  stepId: string,
  { flowId, subscriberId, winners }: Reader,
): { text: string; label: string | null } | null {
  const step = everyStep(steps).find(({ id }) => id === stepId);
  const test = step ? stepTest(step) : null;
  if (test) {
    const { variant, label } = chooseVariant(test, { flowId, stepId, subscriberId }, winners[stepId]);
    return { text: variant.text, label };
  }
  const text = step ? stepText(step) : null;
  return text === null ? null : { text, label: null };
}

function localeOf({ country, currency, shopCurrency, timeZone }: Subject, now: Date | null): TextLocale {
  return { country, currency: currency ?? shopCurrency, timeZone, now };
}

/** utm_campaign of a flow's links: its preset, or its name as a slug. */
export function campaignName(preset: string | null, flowName: string): string {
  return (
    preset ??
    (flowName
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") ||
      "flow")
  );
}

const OBJECTS = { checkout: "cart", order: "order" } as const;

function variablesOf({ trigger }: FlowDocument, subject: Subject): Record<string, Record<string, unknown>> {
  const { about } = triggerType(trigger.kind);
  const variables: Record<string, Record<string, unknown>> = about === "none"
    ? {}
    : { [OBJECTS[about]]: purchaseVariables(subject) };
  for (const [object, values] of Object.entries(boundedVariables(subject.event?.variables ?? {})))
    variables[object] = { ...variables[object], ...values };
  return variables;
}

/** Characters of an order's name. */
const LONGEST_NAME = 30;

function purchaseVariables(subject: Subject): Record<string, unknown> {
  const { name, currency, country, totalMicros, lines, placedAt } = subject;
  const titles = lines.map((line) => titleInText(line.title));
  const more = titles.length - ITEMS_NAMED;
  return {
    ...(name === null ? {} : { name: cutText(name, LONGEST_NAME), placed_at: placedAt }),
    ...lineVariables(lines),
    total: moneyInText(totalMicros, currency, country),
    item_count: lines.reduce((sum, line) => sum + line.quantity, 0),
    first_item: titles[0] ?? "",
    items: titles.slice(0, ITEMS_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}

/** The link with the source of the visit in it, for the store's own reports. What the store set already stays. */
function withSource(url: string, campaign: string): string {
  const target = new URL(url);
  const source = { utm_source: "cartbell", utm_medium: "sms", utm_campaign: campaign };
  for (const [name, value] of Object.entries(source))
    if (!target.searchParams.has(name)) target.searchParams.set(name, value);
  return target.href;
}
