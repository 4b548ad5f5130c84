import { z } from "zod";

/** What happens to people at a step that the new version doesn't have. */
export const choice = z.enum(["next", "stay", "leave"]);
export type Choice = z.infer<typeof choice>;

/** By step. A step without one: people go on at the next step. */
export const choicesSchema = z.record(z.string().max(64), choice).refine((it) => Object.keys(it).length <= 500);
export type Choices = z.infer<typeof choicesSchema>;
