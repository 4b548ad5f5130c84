import { z } from "zod";
import { SECRET } from "./described.ts";
import { keys } from "./formats.ts";

/** The keys that protect rows in the database. */
export const keySettings = {
  ENCRYPTION_KEYS: keys
    .describe("id:key pairs (32 bytes in base64) separated by commas; the first encrypts, all decrypt")
    .meta(SECRET),
  PHONE_HASH_KEY: z
    .string()
    .transform((text) => Buffer.from(text, "base64"))
    .refine((key) => key.length >= 32)
    .describe(
      "32 bytes in base64: keys the hash of a phone number that outlives its redaction, and the signatures of sign-up forms; never change it",
    )
    .meta(SECRET),
};
