import { z } from "zod";

/** What stands in for the real world in a demo or a test. */
export const simulatorSettings = {
  ALLOW_SIMULATOR: z
    .stringbool()
    .default(false)
    .describe("1 permits the simulated store, the shared clock and trusted receivers in production mode"),
  SHOPIFY_SIMULATOR_URL: z.url().optional().describe("the simulated store that all shop traffic goes to"),
  HELP_DESK_SIMULATOR_URL: z
    .url()
    .optional()
    .describe("the simulated help desks that stand in for Gorgias and Zendesk"),
  OUTGOING_TRUSTED: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((place) => place.trim() || []))
    .describe("host:port pairs, separated by commas, that webhooks may reach without https and in a private network"),
};

/** The time in a demo or a test. */
export const clockSettings = {
  CLOCK_URL: z.url().optional().describe("the shared clock of a demo or a test"),
};
