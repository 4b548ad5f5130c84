import { hash, randomBytes } from "node:crypto";
import type { TokenCipher } from "#platform/token-cipher";

/** A browser in which an operator has logged in before. */
export interface Device {
  id: string;
  /** Whose it is. */
  name: string;
  /** Of the account's secret then: after a reset the account has no known devices. */
  secretMark: string;
}

/** The browser keeps it as long. */
export const DEVICE_DAYS = 180;
const DAY_MS = 86_400_000;
const PLACE = "operators/device";

/** Names a browser after a login. It opens no session: it only has tries to log in of its own. Stored nowhere here. */
export function nameDevice(cipher: TokenCipher, { name, codeSecret }: Account, at: Date): string {
  const device = { id: randomBytes(16).toString("base64url"), name, secretMark: markOf(codeSecret), at: at.getTime() };
  return cipher.seal(JSON.stringify(device), PLACE);
}

/** Reads what a browser brought. Null for what we haven't made, or not in the last 180 days. */
export function openDevice(cipher: TokenCipher, token: string, at: Date): Device | null {
  const { at: madeAt, ...device } = parse(cipher, token) ?? { at: 0 };
  return "id" in device && at.getTime() - madeAt < DEVICE_DAYS * DAY_MS ? device : null;
}

/** Whether an account's operator has logged in with it since the account was last reset. */
export function isDeviceOf({ name, secretMark }: Device, account: Account): boolean {
  return name === account.name && secretMark === markOf(account.codeSecret);
}

interface Account {
  name: string;
  /** As it is stored. */
  codeSecret: string;
}

function parse(cipher: TokenCipher, token: string): (Device & { at: number }) | null {
  try {
    return JSON.parse(cipher.open(token, PLACE) ?? "null");
  } catch {
    // Anyone may send anything.
    return null;
  }
}

function markOf(codeSecret: string): string {
  return hash("sha256", codeSecret, "base64url");
}
