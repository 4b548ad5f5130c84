import { timingSafeEqual } from "node:crypto";
import type { Context } from "#domain/context";

/** Where the page is found: app/handler.ts. */
export const UNSUBSCRIBE_PATH = "/u/";

/** A subscriber, as a link names them. */
export interface LinkedPerson {
  shopId: string;
  subscriberId: string;
}

const ID_BYTES = 16;
const SEAL_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/**
 * The address at which one subscriber stops all texts of a shop, without a login. It holds both ids and a seal of 128 bits
 * that only we can make, so nothing is stored for it, a guessed one is refused without asking the database, and it never
 * runs out, as an opt-out never does.
 */
export function unsubscribeLink(
  { appUrl, hashPhone }: Pick<Context, "appUrl" | "hashPhone">,
  person: LinkedPerson,
): string {
  const token = Buffer.concat([bytesOf(person.shopId), bytesOf(person.subscriberId), sealOf(hashPhone, person)]);
  return `${appUrl}${UNSUBSCRIBE_PATH}${token.toString("base64url")}`;
}

/** Whom a token names; null when it is not one of ours. */
export function readUnsubscribeToken({ hashPhone }: Pick<Context, "hashPhone">, token: string): LinkedPerson | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const person = { shopId: idAt(bytes, 0), subscriberId: idAt(bytes, ID_BYTES) };
  return timingSafeEqual(bytes.subarray(2 * ID_BYTES), sealOf(hashPhone, person)) ? person : null;
}

/** The key is the numbers' own, which is never changed; the word before it keeps the two uses apart. */
function sealOf(hashPhone: Context["hashPhone"], { shopId, subscriberId }: LinkedPerson): Buffer {
  return Buffer.from(hashPhone(`unsubscribe ${shopId} ${subscriberId}`), "base64url").subarray(0, SEAL_BYTES);
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function idAt(bytes: Buffer, from: number): string {
  const hex = bytes.subarray(from, from + ID_BYTES).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
