import { z } from "zod";

/**
 * Text that PostgreSQL can keep: it has no NUL in text or jsonb, and jsonb refuses half a surrogate pair.
 * Every field that is read goes through here, so that one bad character refuses its delivery with the field's name.
 */
export const text = z
  .string()
  .refine((value) => !value.includes("\0"), "it contains a NUL character")
  .overwrite((value) => value.toWellFormed());

/** Text or nothing; blank counts as nothing. */
export const maybeText = text.nullish().transform((value) => value?.trim() || null);

/** The store's numeric ids, as text. Those beyond 2^53 arrive as text already (see readBody). */
export const id = z.union([z.number().int().nonnegative().transform(String), text.regex(/^\d+$/)]);

/** An id as GraphQL writes it, "gid://shopify/Customer/12", or its number alone. */
export const recordId = z.union([
  id,
  text
    .regex(/^gid:\/\/shopify\/\w+\/\d+$/, "expected an id such as gid://shopify/Customer/12")
    .transform((gid) => gid.slice(gid.lastIndexOf("/") + 1)),
]);

export const maybeId = id.nullish().transform((value) => value ?? null);

export const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const maybeInstant = instant.nullish().transform((value) => value ?? null);

type Read<T> = { kind: "read"; payload: T } | { kind: "refused"; reason: string };

/**
 * Parses a delivery's bytes. What is wrong comes back as a sentence that names the field; `refuse` may object to the body
 * as a whole.
 */
export function readBody<Schema extends z.ZodType>(
  body: Buffer,
  schema: Schema,
  refuse: (json: unknown) => string | null = () => null,
): Read<z.output<Schema>> {
  let json: unknown;
  try {
    json = parseJson(body.toString("utf8"));
  } catch (error) {
    return {
      kind: "refused",
      reason: `The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
  const objection = refuse(json);
  if (objection !== null) return { kind: "refused", reason: objection };
  const result = schema.safeParse(json);
  return result.success
    ? { kind: "read", payload: result.data }
    : { kind: "refused", reason: describeProblem(result.error) };
}

/** Whole numbers beyond 2^53 keep all their digits, as text: an id must not become its neighbour's. */
function parseJson(body: string): unknown {
  // A function for each value takes five times as long. In quotes, as in a checkout's token, digits are text already.
  if (!/(?:^|[:,[\s])\d{16}/.test(body)) return JSON.parse(body);
  return JSON.parse(body, (_key, value: unknown, context?: { source?: string }) => {
    const isRounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
    return isRounded && context?.source && /^\d+$/.test(context.source) ? context.source : value;
  });
}

function describeProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  const message = (issue?.message ?? "it could not be read").replace(/^Invalid input: /, "");
  if (!issue || issue.path.length === 0) return `The body is wrong: ${message}.`;
  const field = issue.path.join(".");
  return /received undefined$/.test(message)
    ? `The field ${field} is missing.`
    : `The field ${field} is wrong: ${message}.`;
}
