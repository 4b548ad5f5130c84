import { createHmac, timingSafeEqual } from "node:crypto";
import type { Callback } from "#domain/messages/delivery/provider";

/**
 * True when the callback carries this account's signature: HMAC-SHA1 over the URL that Twilio called and the form's
 * fields in the order of their names (twilio.com/docs/usage/webhooks/webhooks-security). `url` is the public one,
 * also behind a proxy. Twilio signs it with or without the standard port, so both count, as in its own library.
 */
export function isGenuine(authToken: string, { url, headers, body }: Callback): boolean {
  const given = headers["x-twilio-signature"] ?? headers["X-Twilio-Signature"];
  if (!given) return false;
  const fields = fieldsOf(body);
  const called = url.split("#")[0] ?? url;
  return [called, withoutPort(called), withPort(called)].some((candidate) =>
    isSame(
      given,
      createHmac("sha1", authToken)
        .update(candidate + fields, "utf8")
        .digest("base64"),
    ),
  );
}

// A field that comes several times is signed once for each different value.
function fieldsOf(body: Buffer): string {
  const form = new URLSearchParams(body.toString("utf8"));
  const names = [...new Set(form.keys())].sort((a, b) => (a < b ? -1 : 1));
  return names
    .flatMap((name) => {
      const values = [...new Set(form.getAll(name))].sort((a, b) => (a < b ? -1 : 1));
      return values.map((value) => name + value);
    })
    .join("");
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

// Done on the text, because parsing and printing a URL may write its query differently from how it was signed.
const hostAndPort = /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?/i;

function withoutPort(url: string): string {
  return url.replace(hostAndPort, (_whole, scheme: string, host: string) => `${scheme}://${host}`);
}

function withPort(url: string): string {
  return url.replace(hostAndPort, (_whole, scheme: string, host: string, port: string | undefined) => {
    return `${scheme}://${host}${port ?? (scheme.toLowerCase() === "https" ? ":443" : ":80")}`;
  });
}
