import type { z } from "zod";

/** Asks a simulator's control page and reads its JSON answer by a schema. Throws with what it said when it refuses. */
export async function ask<Schema extends z.ZodType>(
  schema: Schema,
  method: string,
  url: string,
  body?: unknown,
): Promise<z.infer<Schema>> {
  const response = await fetch(url, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return schema.parse(JSON.parse(text));
}
