import { z } from "zod";
import { FOR_ALERTS, SECRET } from "./described.ts";
import { list } from "./formats.ts";

/** The alert forwarder, which reads none of the other subjects. */
export const alertSettings = {
  ALERTS_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("the address the alert forwarder listens on; 0.0.0.0 or :: where Alertmanager runs elsewhere")
    .meta(FOR_ALERTS),
  ALERTS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .default(9095)
    .describe("the port the alert forwarder listens on")
    .meta(FOR_ALERTS),
  ALERTS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("16 characters or more; the alert forwarder needs it: Alertmanager must send it as a bearer token")
    .meta({ ...FOR_ALERTS, ...SECRET }),
  ALERTS_RUNBOOK_URL: z
    .union([z.url(), z.literal("")])
    .default("")
    .transform((url) => url.replace(/\/+$/, ""))
    .describe("the address that the paths of runbook sections in alerts are appended to: where your copy of docs/ is")
    .meta(FOR_ALERTS),
  ALERTS_TELEGRAM_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe("the token of a Telegram bot that sends alerts")
    .meta({ ...FOR_ALERTS, ...SECRET }),
  ALERTS_TELEGRAM_CHATS: list
    .optional()
    .describe("the ids of the Telegram chats that get alerts, separated by commas")
    .meta(FOR_ALERTS),
  ALERTS_TELEGRAM_API_URL: z
    .url()
    .default("https://api.telegram.org")
    .describe("where Telegram's Bot API is")
    .meta(FOR_ALERTS),
  ALERTS_SMS_ACCOUNT_SID: z
    .string()
    .startsWith("AC")
    .optional()
    .describe(
      "the Twilio account that texts the people on call; not the merchants' account, so that one outage doesn't hit both",
    )
    .meta(FOR_ALERTS),
  ALERTS_SMS_AUTH_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe("the auth token of that account")
    .meta({ ...FOR_ALERTS, ...SECRET }),
  ALERTS_SMS_FROM: z
    .string()
    .startsWith("+")
    .optional()
    .describe("the number of that account which texts the people on call, +12125550100")
    .meta(FOR_ALERTS),
  ALERTS_SMS_TO: list.optional().describe("the numbers of the people on call, separated by commas").meta(FOR_ALERTS),
  ALERTS_SMS_API_URL: z
    .url()
    .default("https://api.twilio.com")
    .describe("where the API of that account is")
    .meta(FOR_ALERTS),
  ALERTS_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("where alerts are posted as Alertmanager's JSON; it may hold a token")
    .meta({ ...FOR_ALERTS, ...SECRET }),
  ALERTS_REPEAT_MINUTES: z.coerce
    .number()
    .min(1)
    .default(60)
    .describe("after how many minutes the same state of the same alerts is sent again")
    .meta(FOR_ALERTS),
  ALERTS_MESSAGES_PER_HOUR: z.coerce
    .number()
    .int()
    .min(1)
    .default(30)
    .describe("how many messages Telegram, SMS and the webhook get in an hour, each, at most")
    .meta(FOR_ALERTS),
};
