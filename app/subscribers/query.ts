import { useSearchParams } from "@remix-run/react";
import { z } from "zod";

/** What the list shows, as it stands in the address. */
export interface ListQuery {
  search: string;
  consent: "subscribed" | "pending" | "unsubscribed" | "never" | null;
  tag: string | null;
  after: string | null;
  before: string | null;
}

const query = z.object({
  search: z.string().max(100).catch(""),
  consent: z.enum(["subscribed", "pending", "unsubscribed", "never"]).nullable().catch(null),
  tag: z.string().max(255).nullable().catch(null),
  after: z.string().max(60).nullable().catch(null),
  before: z.string().max(60).nullable().catch(null),
});

/** Reads the address; nonsense filters nothing. */
export function readQuery(search: URLSearchParams): ListQuery {
  return query.parse(
    Object.fromEntries(["search", "consent", "tag", "after", "before"].map((name) => [name, search.get(name)])),
  );
}

/** Changes the address: a filter begins at the first page, a cursor keeps the filters. */
export function useQuery({ search, consent, tag }: ListQuery): { show: (changes: Partial<ListQuery>) => void } {
  const [, setParams] = useSearchParams();
  return {
    show: (changes) => {
      const wanted = { search, consent, tag, ...changes };
      setParams(
        Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
        { replace: !("after" in changes || "before" in changes), preventScrollReset: true },
      );
    },
  };
}
