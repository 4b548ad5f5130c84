import { ACTIVITY_KINDS } from "#domain/audit/kinds";
import type { ActivityFilter } from "#domain/audit/read";
import { instantOf } from "#domain/campaigns/drafts/instant-of";

/** What the address asks for, as its fields show it. Empty: everything. */
export interface ActivityQuery {
  person: string;
  kind: string;
  /** Days of the shop's calendar, the last one included: "2026-11-27". */
  from: string;
  to: string;
}

/** What makes no sense is passed over. */
export function readActivityQuery(search: URLSearchParams): ActivityQuery {
  const person = search.get("person") ?? "";
  const kind = search.get("kind") ?? "";
  return {
    person: /^\d{1,20}$/.test(person) ? person : "",
    kind: Object.hasOwn(ACTIVITY_KINDS, kind) ? kind : "",
    from: dayIn(search.get("from")),
    to: dayIn(search.get("to")),
  };
}

/** The same as the domain asks for it. */
export function filterOf({ person, kind, from, to }: ActivityQuery, timeZone: string): ActivityFilter {
  const startOf = (date: string) => instantOf({ date, time: "00:00" }, timeZone);
  return {
    ...(person && { person }),
    ...(kind && { kind }),
    ...(from && { from: startOf(from) }),
    ...(to && { until: startOf(dayAfter(to)) }),
  };
}

function dayIn(text: string | null): string {
  const at = Date.parse(`${text ?? ""}T00:00:00Z`);
  const isDay = /^20\d\d-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(at);
  return isDay ? new Date(at).toISOString().slice(0, 10) : "";
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
