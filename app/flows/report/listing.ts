import { z } from "zod";
import { EVERYONE, peopleShows, textShows, type Who } from "#domain/flows/report/who";

const query = z.object({
  show: z.enum([...peopleShows, ...textShows]).catch("all"),
  step: z.string().max(64).nullable().catch(null),
  arm: z.string().max(64).nullable().catch(null),
  reason: z.string().max(60).nullable().catch(null),
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
});

/** Who the list below the picture shows. */
export interface Listing {
  who: Who;
  /** From 0. */
  page: number;
}

const LIST_KEYS = ["show", "step", "arm", "reason", "page"];

/** What the address asks the report to list. Nonsense asks for everyone. */
export function readListing(search: URLSearchParams): Listing {
  const asked = (key: string) => search.get(key);
  const { show, step, arm, reason, page } = query.parse({
    ...{ show: asked("show"), step: asked("step"), arm: asked("arm") },
    ...{ reason: asked("reason"), page: asked("page") },
  });
  return { who: { show, stepId: step, arm, reason }, page };
}

/** The address of a list on the same page, of the same days. */
export type ListUrl = (who: Partial<Who>, page?: number) => string;

export function listUrls(search: URLSearchParams): ListUrl {
  return (who, page = 0) => {
    const next = new URLSearchParams([...search].filter(([key]) => !LIST_KEYS.includes(key)));
    const { show, stepId, arm, reason } = { ...EVERYONE, ...who };
    if (show !== "all") next.set("show", show);
    if (stepId !== null) next.set("step", stepId);
    if (arm !== null) next.set("arm", arm);
    if (reason !== null) next.set("reason", reason);
    if (page > 0) next.set("page", String(page));
    return `?${next}#people`;
  };
}
