import { z } from "zod";
import { fetchable } from "#domain/fetches/fetched";
import { variablesIn } from "./learned.ts";
import { stepType } from "./step-type.ts";

export const LONGEST_FETCH_WAIT_MINUTES = 24 * 60;

export const fetchConfig = z.object({
  what: z.enum(["order", "customer"]),
  /** How long people wait for the store. Then they go on without. */
  waitMinutes: z.number().int().min(1).max(LONGEST_FETCH_WAIT_MINUTES).default(60),
});
export type FetchConfig = z.output<typeof fetchConfig>;

/** What the store knows of the person's order or of the person, read when they come here (domain/fetches). */
export const fetchStep = stepType<FetchConfig>({
  title: "Get store data",
  group: "do",
  initial: { what: "order", waitMinutes: 60 },
  config: fetchConfig,
  describe: ({ what }) => `Get the ${what} from your store`,
  problems: () => [],
  asks: ({ waitMinutes }) => ({ untilMs: waitMinutes * 60_000 }),
  provides: ({ what }) =>
    fetchable[what].map(({ field, label, sample }) => ({
      name: `fetched.${field}`,
      label: `Store data: ${label}`,
      sample,
    })),
  variables: (_, memory) => variablesIn(memory),
});
