import { z } from "zod";
import { parseRedisAddress } from "#platform/redis/redis-address";
import { parseDsn } from "#platform/telemetry/errors/dsn";

/** A setting is missing or wrong. The message is one sentence for the person who starts the process. */
export class ConfigError extends Error {}

const keys = z
  .string()
  .transform((text) => text.split(",").map((pair) => pair.trim().split(":") as [string, string | undefined]))
  .refine((pairs) => pairs.every(([id, key]) => id && key && Buffer.from(key, "base64").length === 32))
  .transform((pairs) => pairs.map(([id, key]) => ({ id, key: Buffer.from(key ?? "", "base64") })));

/** The first is used, all are believed. */
const secrets = z
  .string()
  .transform((text) => text.split(",").map((secret) => secret.trim()))
  .refine((list) => list.every(Boolean));

const list = z.string().transform((text) => text.split(",").flatMap((item) => item.trim() || []));

/** What a setting is besides its meaning. One that names no process is read by web processes and workers. */
const FOR_WEB = { readBy: ["web"] };
const FOR_WORKERS = { readBy: ["worker"] };
const FOR_MIGRATE_TOO = { readBy: ["web", "worker", "migrate"] };
const SECRET = { isSecret: true };
const FOR_ALERTS = { readBy: ["alerts"] };

/** Every setting of every process: its meaning is what the person reads when it is missing or wrong. */
export const settings = {
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("production")
    .describe("development, test or production"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("how much is logged"),
  GIT_SHA: z
    .string()
    .optional()
    .describe("the commit that this build was made of, as operators see it; the version of the package when absent"),
  PORT: z.coerce.number().int().positive().default(3000).describe("the port the web process listens on").meta(FOR_WEB),
  HOST: z
    .string()
    .default("127.0.0.1")
    .describe("the address the web process listens on; 0.0.0.0 or :: where others must reach it, as in a container"),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(300)
    .default(10)
    .describe("how many seconds a web process that is told to stop still answers, while balancers turn away from it")
    .meta(FOR_WEB),
  WORKER_PORT: z.coerce
    .number()
    .int()
    .positive()
    .default(3001)
    .describe("the port of the worker's health endpoints")
    .meta(FOR_WORKERS),
  WORKER_HOST: z
    .string()
    .optional()
    .describe("the address of the worker's health endpoints; HOST when absent")
    .meta(FOR_WORKERS),
  WORKER_QUEUES: z
    .string()
    .default("all")
    .transform((text) => text.split(",").flatMap((name) => name.trim() || []))
    .describe('the queues this worker serves, separated by commas, or "all"')
    .meta(FOR_WORKERS),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe(
      "postgresql://user:password@host:port/database, with ?pgbouncer=true behind a PgBouncer in transaction mode",
    )
    .meta({ ...SECRET, ...FOR_MIGRATE_TOO }),
  DATABASE_REPLICA_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("a read replica of the database, which segments are then counted on")
    .meta(SECRET),
  DATABASE_POOL: z.coerce.number().int().min(2).default(10).describe("connections to PostgreSQL a process may hold"),
  DATABASE_ENDPOINT_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .default(6)
    .describe(
      "connections to PostgreSQL that a web process keeps for webhooks, callbacks, sign-ups and short links; the web pixel has four more",
    )
    .meta(FOR_WEB),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(1)
    .describe("how many proxies of yours every request passes; each must append its client to X-Forwarded-For")
    .meta(FOR_WEB),
  HEALTH_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("16 characters or more; who sends it as a bearer token may ask for /health/ready from anywhere")
    .meta(SECRET),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("16 characters or more; who sends it as a bearer token may ask for /metrics from anywhere")
    .meta(SECRET),
  EPOCH_FOLDER: z
    .string()
    .default(".data/epochs")
    .describe("a folder on a lasting disk that is not restored with the database: it tells a restored one")
    .meta(FOR_WORKERS),
  REDIS_URL: z
    .string()
    .refine((text) => parseRedisAddress(text) !== null)
    .describe(
      "redis://host:port/database, or redis+cluster://host:port,host:port for a Redis Cluster, which has no databases",
    )
    .meta(SECRET),
  SHOPIFY_APP_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .describe("the app's public address, as in shopify.app.toml"),
  SHOPIFY_API_KEY: z.string().min(1).describe("the app's client id, from the Shopify dev dashboard"),
  SHOPIFY_API_SECRET: secrets
    .describe(
      "the app's client secret, from the Shopify dev dashboard; while it is rotated the new one and the old one, separated by a comma",
    )
    .meta(SECRET),
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
  TWILIO_API_URL: z.url().default("https://api.twilio.com").describe("where Twilio's API is"),
  NUMBERS_PER_SHOP: z.coerce
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("how many numbers of the account one shop may hold; numbers that it released count while they rest"),
  SHORT_LINK_URL: z.url().optional().describe("the address short links begin with; the app's own when absent"),
  ALLOW_SIMULATOR: z
    .stringbool()
    .default(false)
    .describe("1 permits the simulated store, the shared clock and trusted receivers in production mode"),
  SHOPIFY_SIMULATOR_URL: z.url().optional().describe("the simulated store that all shop traffic goes to"),
  OUTGOING_TRUSTED: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((place) => place.trim() || []))
    .describe("host:port pairs, separated by commas, that webhooks may reach without https and in a private network")
    .meta(FOR_WORKERS),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the base address of an OpenTelemetry collector that takes OTLP over HTTP; without it nothing is traced"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe("the share of webhooks, campaign slices and jobs whose traces are recorded, from 0 to 1"),
  SENTRY_DSN: z
    .string()
    .refine((text) => parseDsn(text) !== null)
    .optional()
    .describe("https://key@host/project of a Sentry-compatible address, which then gets the errors of the log")
    .meta(SECRET),
  CLOCK_URL: z.url().optional().describe("the shared clock of a demo or a test"),
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

/** Tokens, session tokens and the codes of links are sent to these. */
const MUST_BE_HTTPS = ["SHOPIFY_APP_URL", "SHORT_LINK_URL", ...providerAddresses()];

const schema = z.object(settings);
export type Config = z.output<typeof schema>;

/** Reads the settings of the process. Throws a ConfigError naming the first variable that is missing or wrong. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(present);
  if (!result.success) throw new ConfigError(describeProblem(result.error, present));
  const { data } = result;
  const simulated = ["SHOPIFY_SIMULATOR_URL", "CLOCK_URL", "OUTGOING_TRUSTED"].find(
    (name) => present[name] !== undefined,
  );
  if (simulated && data.NODE_ENV === "production" && !data.ALLOW_SIMULATOR)
    throw new ConfigError(`${simulated} is set in production: unset it, or set ALLOW_SIMULATOR=1 if this is a demo.`);
  const values: Record<string, unknown> = data;
  const open = MUST_BE_HTTPS.find((name) => values[name] !== undefined && !/^https:/i.test(String(values[name])));
  if (open && data.NODE_ENV === "production" && !data.ALLOW_SIMULATOR)
    throw new ConfigError(`${open} is wrong: in production it must begin with https://, since secrets travel to it.`);
  return data;
}

const alertSchema = z
  .object(settings)
  .pick({
    ...{ NODE_ENV: true, LOG_LEVEL: true, ALERTS_HOST: true, ALERTS_PORT: true, ALERTS_TOKEN: true },
    ...{ ALERTS_RUNBOOK_URL: true, ALERTS_REPEAT_MINUTES: true, ALERTS_MESSAGES_PER_HOUR: true },
    ...{ ALERTS_TELEGRAM_TOKEN: true, ALERTS_TELEGRAM_CHATS: true, ALERTS_TELEGRAM_API_URL: true },
    ...{ ALERTS_SMS_ACCOUNT_SID: true, ALERTS_SMS_AUTH_TOKEN: true, ALERTS_SMS_FROM: true, ALERTS_SMS_TO: true },
    ...{ ALERTS_SMS_API_URL: true, ALERTS_WEBHOOK_URL: true },
  })
  .required({ ALERTS_TOKEN: true });
export type AlertConfig = z.output<typeof alertSchema>;

/** Reads the settings of the alert forwarder, which needs no other. Throws as `readConfig` does. */
export function readAlertConfig(env: Record<string, string | undefined> = process.env): AlertConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = alertSchema.safeParse(present);
  if (!result.success) throw new ConfigError(describeProblem(result.error, present));
  const values: Record<string, unknown> = result.data;
  const open = providerAddresses().find(
    (name) => values[name] !== undefined && !String(values[name]).startsWith("https:"),
  );
  if (open && result.data.NODE_ENV === "production")
    throw new ConfigError(`${open} is wrong: in production it must begin with https://, since secrets travel to it.`);
  return result.data;
}

/** The addresses of the providers' APIs, by the ending of their names. */
function providerAddresses(): string[] {
  return Object.keys(settings).filter((name) => name.endsWith("_API_URL"));
}

function describeProblem(error: z.ZodError, env: Record<string, string | undefined>): string {
  const name = String(error.issues[0]?.path[0]) as keyof typeof settings;
  const meaning = settings[name].description ?? "";
  return env[name] === undefined ? `${name} is not set: it is ${meaning}.` : `${name} is wrong: it must be ${meaning}.`;
}
