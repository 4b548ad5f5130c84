import { z } from "zod";
import { alertSettings } from "#platform/settings/alerts";
import { keySettings } from "#platform/settings/keys";
import { operatorSettings } from "#platform/settings/operators";
import { processSettings } from "#platform/settings/processes";
import { requestSettings } from "#platform/settings/requests";
import { shopifySettings } from "#platform/settings/shopify";
import { clockSettings, simulatorSettings } from "#platform/settings/simulation";
import { smsSettings } from "#platform/settings/sms";
import { databaseSettings, diskAndRedisSettings } from "#platform/settings/storage";
import { telemetrySettings } from "#platform/settings/telemetry";

/** A setting is missing or wrong. The message is one sentence for the person who starts the process. */
export class ConfigError extends Error {}

/** Every setting of every process: its meaning is what the person reads when it is missing or wrong. */
export const settings = {
  ...processSettings,
  ...databaseSettings,
  ...requestSettings,
  ...diskAndRedisSettings,
  ...shopifySettings,
  ...keySettings,
  ...operatorSettings,
  ...smsSettings,
  ...simulatorSettings,
  ...telemetrySettings,
  ...clockSettings,
  ...alertSettings,
};

type Environment = Record<string, string | undefined>;

/** Tokens, session tokens and the codes of links are sent to these. */
const MUST_BE_HTTPS = ["SHOPIFY_APP_URL", "SHORT_LINK_URL", "OPERATORS_OIDC_ISSUER", ...providerAddresses()];

const schema = z.object(settings);
export type Config = z.output<typeof schema>;

/** Reads the settings of the process. Throws a ConfigError naming the first variable that is missing or wrong. */
export function readConfig(env: Environment = process.env): Config {
  const present = withoutEmpty(env);
  const data = parseSettings(schema, present);
  requireTogether(["OPERATORS_OIDC_ISSUER", "OPERATORS_OIDC_CLIENT_ID", "OPERATORS_OIDC_CLIENT_SECRET"], present);
  if (data.NODE_ENV !== "production" || data.ALLOW_SIMULATOR) return data;
  const simulated = ["SHOPIFY_SIMULATOR_URL", "HELP_DESK_SIMULATOR_URL", "CLOCK_URL", "OUTGOING_TRUSTED"].find(
    (name) => present[name] !== undefined,
  );
  if (simulated)
    throw new ConfigError(`${simulated} is set in production: unset it, or set ALLOW_SIMULATOR=1 if this is a demo.`);
  requireHttps(MUST_BE_HTTPS, data);
  return data;
}

const { NODE_ENV, LOG_LEVEL } = processSettings;
const alertSchema = z.object({ NODE_ENV, LOG_LEVEL, ...alertSettings }).required({ ALERTS_TOKEN: true });
export type AlertConfig = z.output<typeof alertSchema>;

/** Reads the settings of the alert forwarder, which needs no other. Throws as `readConfig` does. */
export function readAlertConfig(env: Environment = process.env): AlertConfig {
  const data = parseSettings(alertSchema, withoutEmpty(env));
  if (data.NODE_ENV === "production") requireHttps(providerAddresses(), data);
  return data;
}

/** The addresses of the providers' APIs, by the ending of their names. */
function providerAddresses(): string[] {
  return Object.keys(settings).filter((name) => name.endsWith("_API_URL"));
}

/** An empty variable counts as absent, since a file or a deployment may leave one empty. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}

function parseSettings<Settings>(of: z.ZodType<Settings>, env: Environment): Settings {
  const result = of.safeParse(env);
  if (!result.success) throw new ConfigError(describeProblem(result.error, env));
  return result.data;
}

function requireTogether(names: string[], env: Environment): void {
  const missing = names.find((name) => env[name] === undefined);
  const given = names.find((name) => env[name] !== undefined);
  if (missing && given) throw new ConfigError(`${missing} is not set: ${given} is no use without it.`);
}

function requireHttps(names: string[], values: Record<string, unknown>): void {
  const open = names.find((name) => values[name] !== undefined && !/^https:/i.test(String(values[name])));
  if (open)
    throw new ConfigError(`${open} is wrong: in production it must begin with https://, since secrets travel to it.`);
}

function describeProblem(error: z.ZodError, env: Environment): string {
  const name = String(error.issues[0]?.path[0]) as keyof typeof settings;
  const meaning = settings[name].description ?? "";
  return env[name] === undefined ? `${name} is not set: it is ${meaning}.` : `${name} is wrong: it must be ${meaning}.`;
}
