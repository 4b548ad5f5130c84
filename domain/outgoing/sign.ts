import { createHmac } from "node:crypto";
import type { Context } from "#domain/context";

/**
 * Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): the id is
 * the same at each attempt, the time is the attempt's, and the signature covers both and the bytes of the body.
 */
export interface SignedHeaders extends Record<string, string> {
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
}

/** The headers of one attempt. With several secrets, a receiver that knows any one of them accepts it. */
export function signedHeaders(id: string, at: Date, body: string, secrets: string[]): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

const PREFIX = "whsec_";

/**
 * The secret that a shop shares with one destination, 32 bytes. It is derived, so no copy of the database has it. Each
 * destination has its own: a receiver can't sign in our name for another. `number` counts the replacements.
 */
export function signingSecret(
  { hashPhone }: Pick<Context, "hashPhone">,
  shopId: string,
  origin: string,
  number: number,
): string {
  const key = hashPhone(`outgoing requests ${number} of ${shopId} to ${origin}`);
  return `${PREFIX}${Buffer.from(key, "base64url").toString("base64")}`;
}
