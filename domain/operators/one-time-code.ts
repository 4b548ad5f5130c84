import { Secret, TOTP } from "otpauth";

/** RFC 6238 as every authenticator app reads it. */
const SHAPE = { issuer: "Cartbell operations", algorithm: "SHA1", digits: 6, period: 30 };
/** RFC 4226 §4, R6: 160 bits. */
const SECRET_BYTES = 20;
/** RFC 6238 §5.2: one step for the time between the two clocks. */
const SKEW_STEPS = 1;

/** A new secret in base32, as people type it into their authenticator. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The `otpauth://` address of a secret: what a QR code for authenticator apps contains. */
export function secretUri(name: string, secret: string): string {
  return new TOTP({ ...SHAPE, label: name, secret }).toString();
}

/** The 30-second step that a code belongs to, of the present one and its two neighbors; null when it is no code of the secret's. */
export function stepOf(secret: string, code: string, at: Date): number | null {
  const token = code.replace(/\s/g, "");
  // The library throws for other letters.
  if (!/^[0-9]{6}$/.test(token)) return null;
  const totp = new TOTP({ ...SHAPE, secret });
  const timestamp = at.getTime();
  const delta = totp.validate({ token, timestamp, window: SKEW_STEPS });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** The code that an authenticator shows at a time: for tests and the demo. */
export function codeAt(secret: string, at: Date): string {
  return new TOTP({ ...SHAPE, secret }).generate({ timestamp: at.getTime() });
}
