import { z } from "zod";
import { FOR_WORKERS, SECRET } from "./described.ts";

/** The SMS provider's account, its numbers and the links in texts. */
export const smsSettings = {
  TWILIO_ACCOUNT_SID: z.string().startsWith("AC").describe("the Twilio account, AC…"),
  TWILIO_AUTH_TOKEN: z
    .string()
    .min(1)
    .describe("the Twilio account's auth token; while it is being rotated both, separated by a comma")
    .meta(SECRET),
  TWILIO_LATEST_ENTRY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe("how long after a call Twilio may still take its text in, if Twilio has told you so; nothing otherwise"),
  RECEIPT_PATIENCE_MINUTES: z.coerce
    .number()
    .min(1)
    .max(720)
    .default(60)
    .describe(
      "how many minutes after its hand-over a text's final receipt is awaited before Twilio is asked for it; most come within a minute",
    ),
  RECEIPT_LOOK_UPS_PER_SECOND: z.coerce
    .number()
    .min(1)
    .max(100)
    .default(10)
    .describe("how many texts a second Twilio is asked about, at most, when their final receipts are missing")
    .meta(FOR_WORKERS),
  PROVIDER_CALLS: z.coerce
    .number()
    .int()
    .min(4)
    .max(20_000)
    .optional()
    .describe(
      "how many calls to an account of an SMS provider may be under way at once, all workers together, if it bears so many; each takes a socket and about 20 kB. Unset: 96 for each worker, without sharing",
    ),
  TWILIO_API_URL: z.url().default("https://api.twilio.com").describe("where Twilio's API is"),
  NUMBERS_PER_SHOP: z.coerce
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("how many numbers of the account one shop may hold; numbers that it released count while they rest"),
  SHORT_LINK_URL: z.url().optional().describe("the address short links begin with; the app's own when absent"),
};
