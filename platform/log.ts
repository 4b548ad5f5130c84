import { type Logger, pino } from "pino";
import { describeError } from "./describe-error.ts";
import { quietRepeats } from "./quiet-repeats.ts";

export type Log = Logger;

const E164 = /\+\d{7,15}\b/g;
const TOKEN = /\b(shp(at|rt|ca|pa|ss)_|SK|Bearer )[A-Za-z0-9._-]{6,}/g;
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}/g;
/** The user and password in an address. */
const LOGIN = /:\/\/[^\s/@"]+@/g;

/**
 * Structured logs on stdout. Phone numbers, e-mail addresses and tokens never appear in clear, wherever in a line they
 * stand, and errors are written without the values that they quote. Lines about the outage of a server are counted
 * instead of repeated.
 */
export function createLog(
  level: string,
  name: string,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Log {
  const filter = quietRepeats();
  return pino(
    {
      level,
      name,
      serializers: { err: (error: unknown) => describeError(error) },
      redact: {
        paths: ["*.accessToken", "*.refreshToken", "*.phone", "*.body", "*.authorization"],
        censor: "[hidden]",
      },
      hooks: {
        logMethod(args, method) {
          const [fields, words] = args as [unknown, unknown]; // what the caller gave: (fields, message) or (message)
          const error = typeof fields === "object" && fields !== null && "err" in fields ? fields.err : null;
          if (error === null) return method.apply(this, args);
          filter(error, String(words), (repeats) =>
            method.apply(this, repeats ? [{ ...(fields as object), repeats }, words as string] : args),
          );
        },
      },
    },
    { write: (line: string) => write(maskText(line)) },
  );
}

/** Hides all but the last two digits of each phone number, and all of each token, e-mail address and login. */
export function maskText(text: string): string {
  return text
    .replace(LOGIN, "://[login]@")
    .replace(E164, (phone) => `+…${phone.slice(-2)}`)
    .replace(TOKEN, "[token]")
    .replace(EMAIL, "[email]");
}
