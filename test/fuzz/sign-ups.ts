import { createHmac } from "node:crypto";
import fc from "fast-check";
import { proxiedQuery } from "../factories/requests/proxied-query.ts";
import type { Victim } from "./target.ts";
import type { WireRequest } from "./wire.ts";
import { anyText } from "./words.ts";

/** What the store's page shows and its server signs (decision 42). */
interface Shown {
  words: string;
  form_version: string;
  page: string;
}

export type SignUpFields = Record<string, string>;

/** The fields of the published form: extensions/…/blocks, read by app/public/sign-up-form.ts. */
const FIELDS = ["phone", "agree", "form_version", "website", "words", "page", "signature"];
const CLOSE = ["words", "form_version", "page", "signature", "phone"];

/**
 * Forms as a store's page sends them: half of them right, whatever the words are, so that the code behind the signature is
 * reached; others right but for one field; others with any fields at all.
 */
export function signUpForms(formKey: string): fc.Arbitrary<SignUpFields> {
  const right = fc
    .record({
      phone: fc.integer({ min: 2_000_000, max: 9_999_999 }).map((last) => `+1212${last}`),
      agree: fc.constantFrom("on", "true", "yes", "1"),
      words: fc.oneof(fc.constant("Yes, text me. Reply STOP to end."), anyText),
      form_version: fc.oneof(fc.constant("2026-11"), anyText),
      page: fc.oneof(fc.constant("https://fernhill.example/pages/texts?a=1"), anyText),
    })
    .map((form) => ({ ...form, website: "", signature: signatureOf(formKey, form) }));
  const near = fc
    .tuple(right, fc.constantFrom(...CLOSE), anyText)
    .map(([form, field, text]) => ({ ...form, [field]: text }));
  const any = fc.dictionary(fc.constantFrom(...FIELDS), anyText, { maxKeys: FIELDS.length });
  return fc.oneof({ weight: 5, arbitrary: right }, { weight: 3, arbitrary: near }, { weight: 2, arbitrary: any });
}

/** As the store forwards it, from a shopper of its own address: one address sends few forms a minute. */
export function signUp({ domain, apiSecret, now }: Victim, form: SignUpFields, shopper: string): WireRequest {
  return {
    method: "POST",
    path: `/proxy/sign-up?${proxiedQuery(domain, apiSecret, now())}`,
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": `${shopper}, 10.0.0.1` },
    body: new URLSearchParams(form).toString(),
  };
}

/** Written from the decision and not taken from the product, which must agree. A browser sends what PostgreSQL can't keep, too. */
function signatureOf(key: string, { words, form_version, page }: Shown): string {
  return [form_version, page, words]
    .map((text) => new URLSearchParams({ text }).get("text") ?? "")
    .map((text) => text.replaceAll("\0", "").toWellFormed())
    .reduce((signed, text) => createHmac("sha256", signed).update(text).digest("hex"), key);
}
