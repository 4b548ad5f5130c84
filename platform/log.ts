import { type Logger, pino } from "pino";

export type Log = Logger;

const E164 = /\+\d{7,15}\b/g;
const TOKEN = /\b(shp(at|rt|ca|pa|ss)_|SK|Bearer )[A-Za-z0-9._-]{6,}/g;

/** Structured logs on stdout. Phone numbers and tokens never appear in clear, wherever in a line they stand. */
export function createLog(level: string, name: string): Log {
  return pino(
    {
      level,
      name,
      redact: {
        paths: ["*.accessToken", "*.refreshToken", "*.phone", "*.body", "*.authorization"],
        censor: "[hidden]",
      },
    },
    { write: (line: string) => void process.stdout.write(veil(line)) },
  );
}

/** Hides all but the last two digits of each phone number, and all of each token. */
export function veil(text: string): string {
  return text.replace(E164, (phone) => `+…${phone.slice(-2)}`).replace(TOKEN, "[token]");
}
