import { createHmac } from "node:crypto";

/** X-Twilio-Signature: the URL as it is called, then each field's name and value in the order of the names. */
export function sign(authToken: string, url: string, fields: Record<string, string>): string {
  const text = Object.keys(fields)
    .sort((a, b) => (a < b ? -1 : 1))
    .reduce((sum, name) => sum + name + (fields[name] ?? ""), url);
  return createHmac("sha1", authToken).update(text, "utf8").digest("base64");
}
