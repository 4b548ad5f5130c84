import type { Config } from "#platform/config";
import { createLog, type Log } from "#platform/log";
import { parseDsn } from "#platform/telemetry/errors/dsn";
import { openErrorReports } from "#platform/telemetry/errors/report";

/** The log of a process or thread. Its errors also go to SENTRY_DSN if that is set. */
export function openLog(
  { LOG_LEVEL, NODE_ENV, SENTRY_DSN }: Pick<Config, "LOG_LEVEL" | "NODE_ENV" | "SENTRY_DSN">,
  name: string,
): Log {
  const dsn = SENTRY_DSN === undefined ? null : parseDsn(SENTRY_DSN);
  return dsn ? createLog(LOG_LEVEL, name, undefined, openErrorReports(dsn, NODE_ENV).take) : createLog(LOG_LEVEL, name);
}
