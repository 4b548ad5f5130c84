import type { Dsn } from "./dsn.ts";
import { type ErrorLine, envelopeOf } from "./envelope.ts";

/** Errors that wait to be sent. Beyond them the newest are dropped. */
const MOST_WAITING = 100;
const ANSWER_MS = 5_000;
/** After a refusal that doesn't say how long to wait, and after none came. */
const REST_MS = 60_000;
const CLIENT = "cartbell/1";

export interface ErrorReports {
  /** Takes a line of the log; sends it in the background if it is about an error. Never throws. */
  take(line: string): void;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

/** Pino writes the level first. */
const ERROR_LINE = /^\{"level":[56]0,/;

/**
 * Sends the log's lines about errors to a Sentry-compatible address, one at a time and in the background, as masked and as bounded as the
 * log. While the address doesn't answer or asks for fewer, errors are dropped.
 */
export function openErrorReports({ url, publicKey }: Dsn, environment: string): ErrorReports {
  const waiting: ErrorLine[] = [];
  let sending: Promise<void> | null = null;
  let restsUntil = 0;

  async function sendAll(): Promise<void> {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      const restMs = await sendOne(line);
      if (restMs === 0) continue;
      restsUntil = performance.now() + restMs;
      waiting.length = 0;
    }
    sending = null;
  }

  /** How long the address is then left alone. */
  async function sendOne(line: ErrorLine): Promise<number> {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": "application/x-sentry-envelope",
          "X-Sentry-Auth": `Sentry sentry_version=7, sentry_client=${CLIENT}, sentry_key=${publicKey}`,
        },
        body: envelopeOf(line, { environment, now: new Date() }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await answer.body?.cancel();
      if (answer.status !== 429) return 0;
      return Number(answer.headers.get("retry-after")) * 1_000 || REST_MS;
    } catch {
      // Not written to the log: that would be an error to report.
      return REST_MS;
    }
  }

  return {
    take(line) {
      if (!ERROR_LINE.test(line) || waiting.length >= MOST_WAITING || performance.now() < restsUntil) return;
      try {
        waiting.push(JSON.parse(line) as ErrorLine); // our own log wrote it
      } catch {
        return; // masked in a way that is no JSON any more; the caller of the log must not fail
      }
      sending ??= sendAll();
    },
    async idle() {
      await sending;
    },
  };
}
