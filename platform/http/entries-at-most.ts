import { z } from "zod";

/**
 * A list or an object of at most so many entries, which are counted before any of them is looked at. A schema's own maximum is
 * checked after its entries: of a hundred thousand, each one would be checked and each error written.
 * The schema is what a description of it shows.
 */
export function entriesAtMost<const Schema extends z.ZodType>(most: number, message: string, schema: Schema) {
  return z.preprocess((given: z.input<Schema>, context) => {
    if (countEntries(given) > most) context.addIssue({ code: "custom", message });
    return given;
  }, schema);
}

function countEntries(given: unknown): number {
  if (Array.isArray(given)) return given.length;
  return typeof given === "object" && given !== null ? Object.keys(given).length : 0;
}
