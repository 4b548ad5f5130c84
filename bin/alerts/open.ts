import type { Server } from "node:http";
import { type AlertConfig, ConfigError } from "#platform/config";
import type { Log } from "#platform/log";
import { forwarder } from "./forward.ts";
import type { AlertPath } from "./paths/path.ts";
import { smsPath } from "./paths/sms.ts";
import { telegramPath } from "./paths/telegram.ts";
import { webhookPath } from "./paths/webhook.ts";
import { serveAlerts } from "./serve.ts";

/** Starts the alert forwarder. Throws a ConfigError when no path is set, or one only in part. */
export async function openAlertForwarder(config: AlertConfig, log: Log): Promise<Server> {
  const paths = pathsOf(config);
  if (paths.length === 0)
    throw new ConfigError("No path for alerts is set: set ALERTS_TELEGRAM_…, ALERTS_SMS_… or ALERTS_WEBHOOK_URL.");
  const forward = forwarder({
    ...{ paths, log, now: () => performance.now() },
    repeatMinutes: config.ALERTS_REPEAT_MINUTES,
    messagesPerHour: config.ALERTS_MESSAGES_PER_HOUR,
  });
  const { ALERTS_HOST: host, ALERTS_PORT: port, ALERTS_TOKEN: token } = config;
  const server = await serveAlerts({ host, port, token, forward, log });
  log.info({ host, port, paths: paths.map(({ name }) => name) }, "alert forwarder is up");
  return server;
}

function pathsOf(config: AlertConfig): AlertPath[] {
  const paths: AlertPath[] = [];
  const telegram = allOf(config, ["ALERTS_TELEGRAM_TOKEN", "ALERTS_TELEGRAM_CHATS"]);
  if (telegram) {
    const { ALERTS_TELEGRAM_TOKEN: token, ALERTS_TELEGRAM_CHATS: chats } = telegram;
    paths.push(telegramPath({ apiUrl: config.ALERTS_TELEGRAM_API_URL, token, chats }, config.ALERTS_RUNBOOK_URL));
  }
  const sms = allOf(config, ["ALERTS_SMS_ACCOUNT_SID", "ALERTS_SMS_AUTH_TOKEN", "ALERTS_SMS_FROM", "ALERTS_SMS_TO"]);
  if (sms)
    paths.push(
      smsPath({
        apiUrl: config.ALERTS_SMS_API_URL,
        accountSid: sms.ALERTS_SMS_ACCOUNT_SID,
        authToken: sms.ALERTS_SMS_AUTH_TOKEN,
        from: sms.ALERTS_SMS_FROM,
        to: sms.ALERTS_SMS_TO,
      }),
    );
  if (config.ALERTS_WEBHOOK_URL) paths.push(webhookPath(config.ALERTS_WEBHOOK_URL));
  return paths;
}

type Present<Name extends keyof AlertConfig> = { [N in Name]: NonNullable<AlertConfig[N]> };

/** Null when none of them is set. */
function allOf<Name extends keyof AlertConfig>(config: AlertConfig, names: Name[]): Present<Name> | null {
  const missing = names.filter((name) => config[name] === undefined);
  if (missing.length === names.length) return null;
  if (missing.length > 0) throw new ConfigError(`${missing.join(" and ")} must be set as well.`);
  return config as Present<Name>; // none is missing
}
