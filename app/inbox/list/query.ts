import { useSearchParams } from "@remix-run/react";
import { z } from "zod";
import type { InboxView } from "#domain/conversations/inbox/list";

/** What the list shows, as it stands in the address. */
export interface InboxFilter {
  view: InboxView;
  search: string;
  /** "me", "none" or "" for anyone. */
  assignee: "" | "me" | "none";
  after: string | null;
}

// Its own list: the domain's module runs on the server alone.
const VIEWS = ["open", "waiting", "snoozed", "closed", "all", "possible-opt-outs"] as const satisfies InboxView[];

const filter = z.object({
  view: z.enum(VIEWS).catch("open"),
  search: z.string().max(100).catch(""),
  assignee: z.enum(["", "me", "none"]).catch(""),
  after: z.string().max(60).nullable().catch(null),
});

/** Reads the address; nonsense filters nothing. */
export function readFilter(search: URLSearchParams): InboxFilter {
  return filter.parse(Object.fromEntries(Object.keys(filter.shape).map((name) => [name, search.get(name)])));
}

/** The filter as it stands in an address, with the question mark; "" for open conversations. */
export function searchOf({ view, search, assignee, after }: InboxFilter): string {
  const given = Object.entries({ view: view === "open" ? "" : view, search, assignee, after }).flatMap(
    ([name, value]): [string, string][] => (value ? [[name, value]] : []),
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

/** Changes the address: a filter begins at the newest conversation, a cursor keeps the filter. */
export function useFilter({ view, search, assignee }: InboxFilter): (changes: Partial<InboxFilter>) => void {
  const [, setParams] = useSearchParams();
  return (changes) =>
    setParams(new URLSearchParams(searchOf({ view, search, assignee, after: null, ...changes })), {
      replace: !("after" in changes),
      preventScrollReset: true,
    });
}
