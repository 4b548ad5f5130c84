import { z } from "zod";

/** A rule of law by id and version, as evidence keeps it. */
export const ruleRef = z.object({ id: z.string(), version: z.int(), name: z.string() });
