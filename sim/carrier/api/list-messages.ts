import type { Carrier } from "../carrier.ts";
import type { CarrierMessage } from "../state.ts";
import { messageResource } from "./message-resource.ts";
import { pageOf } from "./page.ts";

/** GET Messages.json: the newest first, filtered by To, From and DateSent, a page at a time. */
export function listMessages(carrier: Carrier, query: URLSearchParams): Record<string, unknown> {
  const to = query.get("To");
  const from = query.get("From");
  const isWanted = dateFilter(query);
  const found: CarrierMessage[] = [];
  for (const message of candidates(carrier, to, from)) {
    if (message.isDeleted || (to !== null && message.to !== to) || (from !== null && message.from !== from)) continue;
    if (isWanted(message)) found.push(message);
  }
  found.reverse();
  const page = pageOf(`/2010-04-01/Accounts/${carrier.options.accountSid}/Messages.json`, query, found);
  const messages = page.items.map((message) => messageResource(carrier, message));
  return { ...page.links, messages };
}

// One number's history is short; the whole account's is not.
function candidates(carrier: Carrier, to: string | null, from: string | null): CarrierMessage[] {
  const { byPhone, numbers, timeline } = carrier.state;
  for (const phone of [to, from]) if (phone !== null && !numbers.has(phone)) return byPhone.get(phone) ?? [];
  return timeline;
}

/**
 * DateSent, DateSent< and DateSent> take a day or an instant; both inequalities include their end. A text that has
 * not left yet has no date and matches none of them.
 */
function dateFilter(query: URLSearchParams): (message: CarrierMessage) => boolean {
  const on = rangeOf(query.get("DateSent"));
  const until = rangeOf(query.get("DateSent<"));
  const since = rangeOf(query.get("DateSent>"));
  if (!on && !until && !since) return () => true;
  return ({ sentAt }) =>
    sentAt !== null &&
    (!on || (sentAt >= on.start && sentAt < on.end)) &&
    (!until || sentAt < until.end) &&
    (!since || sentAt >= since.start);
}

function rangeOf(value: string | null): { start: number; end: number } | null {
  if (value === null) return null;
  const start = Date.parse(value);
  if (Number.isNaN(start)) return null;
  return { start, end: start + (/^\d{4}-\d{2}-\d{2}$/.test(value) ? 86_400_000 : 1000) };
}
