import { useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { type NamedState, STATE_NAMES } from "#domain/consent/words/state-names";

/** What the list shows, as it stands in the address. */
export interface ListQuery {
  search: string;
  consent: NamedState | null;
  tag: string | null;
  /** Id of a segment. */
  segment: string | null;
  after: string | null;
  before: string | null;
}

/** As the filter shows them. */
export const STATES = ["subscribed", "pending", "unsubscribed", "never"] as const satisfies NamedState[];

const query = z.object({
  search: z.string().max(100).catch(""),
  consent: z.enum(STATES).nullable().catch(null),
  tag: z.string().max(255).nullable().catch(null),
  segment: z.uuid().nullable().catch(null),
  after: z.string().max(60).nullable().catch(null),
  before: z.string().max(60).nullable().catch(null),
});

/** Reads the address; nonsense filters nothing. */
export function readQuery(search: URLSearchParams): ListQuery {
  return query.parse(Object.fromEntries(Object.keys(query.shape).map((name) => [name, search.get(name)])));
}

/** The filters as they stand in an address, with the question mark; "" when nothing is filtered. */
export function searchOf({ search, consent, tag }: Pick<ListQuery, "search" | "consent" | "tag">): string {
  const given = Object.entries({ search, consent, tag }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

/** Whom the filters leave, in words: “Subscribed, tagged vip, found by “ada””. */
export function describeQuery({ search, consent, tag }: Pick<ListQuery, "search" | "consent" | "tag">): string {
  const parts = [consent && STATE_NAMES[consent], tag && `tagged ${tag}`, search && `matching “${search}”`];
  const words = parts.filter(Boolean).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Changes the address: a filter begins at the first page, a cursor keeps the filters. */
export function useQuery({ search, consent, tag, segment }: ListQuery): {
  show: (changes: Partial<ListQuery>) => void;
} {
  const [, setParams] = useSearchParams();
  return {
    show: (changes) => {
      const wanted = { search, consent, tag, segment, ...changes };
      const turnsPage = "after" in changes || "before" in changes;
      setParams(
        Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
        // Another page is read from its top; what is filtered stays in view.
        { replace: !turnsPage, preventScrollReset: !turnsPage },
      );
    },
  };
}
