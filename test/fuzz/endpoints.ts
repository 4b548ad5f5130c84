import fc from "fast-check";
import { asked, callback, webhook } from "./requests.ts";
import { signUp, signUpForms } from "./sign-ups.ts";
import { target, type Victim } from "./target.ts";
import type { WireRequest } from "./wire.ts";
import { anyText, anyValue } from "./words.ts";

const TOPICS = ["orders/create", "orders/updated", "checkouts/create", "checkouts/update", "customers/update"];
const MORE_TOPICS = ["customers/redact", "customers/data_request", "products/update", "no/topic", "__proto__"];
const FIELDS = ["id", "token", "phone", "email", "created_at", "updated_at", "total_price", "currency", "line_items"];
const MORE_FIELDS = [
  "customer",
  "billing_address",
  "shipping_address",
  "refunds",
  "tags",
  "sms_marketing_consent",
  "name",
];
const INBOUND = ["MessageSid", "From", "To", "Body", "NumMedia", "OptOutType", "FromCountry"];
const RECEIPT = ["MessageSid", "MessageStatus", "ErrorCode", "To", "From", "SmsSid"];
const PAGES = [
  "/campaigns/X.data",
  "/segments/X.data",
  "/subscribers/X.data",
  "/flows/X.data",
  "/subscribers.data?search=X",
];
const MORE_PAGES = [
  "/segments/people?search=X",
  "/campaigns/new.data?segment=X&list=X",
  "/settings/privacy/X.data",
  "/X",
];
const METHODS = ["GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE"];

/** All that the web process answers to machines and strangers, and its pages' addresses. */
export const endpoints = target("endpoints", (victim: Victim) => ({
  input: fc.array(anyRequest(victim), { minLength: 1, maxLength: 6 }),
  put: async (makes) => Promise.all(makes.map(async ({ make }) => victim.send(await make()))),
  depth: {
    what: "sign-ups taken in", // A form with its trap filled in is thanked as well.
    isReached: ({ what, status }) =>
      status === 200 && what.startsWith("POST /proxy/sign-up?") && what.includes("website=&"),
  },
}));

/** A function cannot be printed; the request is, once it was sent. */
interface Made {
  make: () => WireRequest | Promise<WireRequest>;
}

function anyRequest(victim: Victim): fc.Arbitrary<Made> {
  const { domain, phone } = victim;
  const delivery = fc
    .record({
      topic: fc.constantFrom(...TOPICS, ...MORE_TOPICS),
      body: anyBody(FIELDS.concat(MORE_FIELDS)),
      at: fc.oneof(fc.constant(null), headerText),
    })
    .map(({ topic, body, at }) => ({
      make: () => webhook(victim, { domain, topic, body, at: at ?? victim.now().toISOString() }),
    }));
  const fromProvider = (topic: "inbound" | "receipts", names: string[], usual: Record<string, string>) =>
    fc.tuple(someOf(names), pathText).map(([fields, query]) => ({
      make: () => callback(victim, topic, { ...usual, ...fields }, query === "" ? "" : `?${query}`),
    }));
  const forwarded = fc.tuple(signUpForms(victim.formKey), fc.ipV4()).map(([form, shopper]) => ({
    make: () => signUp(victim, form, shopper),
  }));
  const page = fc.tuple(fc.constantFrom(...PAGES, ...MORE_PAGES), anyText).map(([path, text]) => ({
    make: () => asked(victim, path.replaceAll("X", pathOf(text))),
  }));
  const stranger = fc
    .record({
      method: fc.constantFrom(...METHODS),
      path: fc.oneof(
        pathText.map((text) => `/l/${text}`),
        pathText.map((text) => `/u/${text}`),
        pathText.map((text) => `/${text}`),
        fc.constantFrom("/webhooks", "/callbacks/twilio/inbound", "/callbacks/__proto__/inbound", "/proxy/sign-up"),
        fc.constantFrom("/health/live", "/health/ready", "/auth/login", "/auth/exit-iframe", "/..%2f", "//", "/%ff"),
      ),
      headers: fc.dictionary(
        fc.constantFrom("X-Forwarded-For", "Content-Type", "Accept", "Cookie", "Range"),
        headerText,
      ),
      body: fc.oneof(fc.constant(""), anyText),
    })
    .map((request) => ({ make: () => request }));
  return fc.oneof(
    { weight: 3, arbitrary: delivery },
    fromProvider("inbound", INBOUND, { MessageSid: "SM1", From: "+12125550100", To: phone, Body: "Hello" }),
    fromProvider("receipts", RECEIPT, { MessageSid: "SM1", MessageStatus: "delivered" }),
    forwarded,
    page,
    { weight: 2, arbitrary: stranger },
  );
}

/** JSON with the names that the product looks for, and what is no JSON. */
function anyBody(names: string[]): fc.Arbitrary<string> {
  const object = fc.dictionary(fc.constantFrom(...names), anyValue, { maxKeys: 10 });
  const deep = fc.integer({ min: 10, max: 5_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
  return fc.oneof(
    { weight: 6, arbitrary: object.map((it) => JSON.stringify({ id: 1, ...it })) },
    { weight: 1, arbitrary: deep },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: anyValue.map((it) => JSON.stringify(it)) },
  );
}

function someOf(names: string[]): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(fc.constantFrom(...names), anyText, { maxKeys: names.length });
}

/** Lines end a header; everything else may stand in one. */
const headerText = anyText.map((text) => text.replaceAll(/[\r\n\0]/g, "").slice(0, 2_000));
const pathText = anyText.map(pathOf);

function pathOf(text: string): string {
  return encodeURIComponent(text.slice(0, 500).toWellFormed()).replaceAll("%25", "%");
}
