import { type Logger, pino } from "pino";
import { traceFields } from "#platform/telemetry/tracing/log-fields";
import { describeError } from "./describe-error.ts";
import { boundLines } from "./line-bound.ts";
import { quietRepeats } from "./quiet-repeats.ts";

export type Log = Logger;

const E164 = /\+\d{7,15}\b/g;
/** A line is JSON: what begins a word may follow an escape such as \n, whose letter is no part of it. */
const ESCAPE = "(\\\\(?:[nrtbf]|u[0-9a-fA-F]{4}))";
const TOKEN = new RegExp(`(?:${ESCAPE}|\\b)(?:shp(?:at|rt|ca|pa|ss)_|SK|Bearer |eyJ)[A-Za-z0-9._-]{6,}`, "g");
const EMAIL = new RegExp(`${ESCAPE}?[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}`, "g");
/** The user and password in an address. */
const LOGIN = /:\/\/[^\s/@"]+@/g;

/**
 * Structured logs on stdout. Phone numbers, e-mail addresses and tokens never appear in clear, wherever in a line they
 * stand, and errors are written without the values that they quote. Lines about the outage of a server are counted
 * instead of repeated, and of each kind of line only so many are written in a minute (line-bound.ts). A line written in a trace
 * names it. `report` is given each line as it is written.
 */
export function createLog(
  level: string,
  name: string,
  write: (line: string) => void = (line) => void process.stdout.write(line),
  report: (line: string) => void = () => {},
): Log {
  const filter = quietRepeats();
  const bound = boundLines();
  return pino(
    {
      level,
      name,
      serializers: { err: (error: unknown) => describeError(error) },
      redact: {
        paths: ["*.accessToken", "*.refreshToken", "*.phone", "*.body", "*.authorization"],
        censor: "[hidden]",
      },
      mixin: traceFields,
      hooks: {
        logMethod(args, method) {
          const [fields, words] = args as [unknown, unknown]; // what the caller gave: (fields, message) or (message)
          const hasFields = typeof fields === "object" && fields !== null;
          const message = String(hasFields ? words : fields);
          const writeWith = (counts: { repeats?: number; withheld?: number }) =>
            method.apply(
              this,
              Object.values(counts).some((it) => it > 0) ? [{ ...(hasFields && fields), ...counts }, message] : args,
            );
          const error = hasFields && "err" in fields ? fields.err : null;
          if (error === null) return bound(message, (withheld) => writeWith({ withheld }));
          filter(error, message, (repeats) =>
            repeats > 0 ? writeWith({ repeats }) : bound(message, (withheld) => writeWith({ withheld })),
          );
        },
      },
    },
    {
      write(line: string) {
        const masked = maskText(line);
        write(masked);
        report(masked);
      },
    },
  );
}

/** Hides all but the last two digits of each phone number, and all of each token, e-mail address and login. */
export function maskText(text: string): string {
  return text
    .replace(LOGIN, "://[login]@")
    .replace(E164, (phone) => `+…${phone.slice(-2)}`)
    .replace(TOKEN, (_, before = "") => `${before}[token]`)
    .replace(EMAIL, (_, before = "") => `${before}[email]`);
}
