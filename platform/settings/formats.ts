import { z } from "zod";

/** id:key pairs separated by commas; each key is 32 bytes in base64. */
export const keys = z
  .string()
  .transform((text) => text.split(",").map((pair) => pair.trim().split(":") as [string, string | undefined]))
  .refine((pairs) => pairs.every(([id, key]) => id && key && Buffer.from(key, "base64").length === 32))
  .transform((pairs) => pairs.map(([id, key]) => ({ id, key: Buffer.from(key ?? "", "base64") })));

/** Secrets separated by commas: the first one signs, any of them verifies. */
export const secrets = z
  .string()
  .transform((text) => text.split(",").map((secret) => secret.trim()))
  .refine((list) => list.every(Boolean));

/** Items separated by commas; empty ones are left out. */
export const list = z.string().transform((text) => text.split(",").flatMap((item) => item.trim() || []));
