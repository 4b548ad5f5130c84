import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readProxiedRequest } from "./app-proxy.ts";

const SECRET = "hush";
const at = new Date("2026-11-24T15:00:00Z");

function signed(parameters: [string, string][]): URLSearchParams {
  const names = [...new Set(parameters.map(([name]) => name))];
  const values = (wanted: string) => parameters.filter(([name]) => name === wanted).map(([, value]) => value);
  const text = names
    .map((name) => `${name}=${values(name).join(",")}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join("");
  const signature = createHmac("sha256", SECRET).update(text).digest("hex");
  return new URLSearchParams([...parameters, ["signature", signature]]);
}

const usual: [string, string][] = [
  ["shop", "Candles.myshopify.com"],
  ["logged_in_customer_id", ""],
  ["path_prefix", "/apps/cartbell"],
  ["timestamp", String(at.getTime() / 1_000)],
];

test("the example of Shopify's documentation is genuine, at its time", () => {
  const query = new URLSearchParams(
    "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
  );
  const verdict = readProxiedRequest(query, SECRET, new Date(1317327555_000));
  expect(verdict).toMatchObject({ kind: "genuine", request: { customerId: "1" } });
  expect(readProxiedRequest(query, "another", new Date(1317327555_000)).kind).toBe("forged");
});

test("while the client secret is rotated, a request signed with either is genuine", () => {
  for (const secrets of [
    ["new", SECRET],
    [SECRET, "old"],
  ])
    expect(readProxiedRequest(signed(usual), secrets, at).kind).toBe("genuine");
  expect(readProxiedRequest(signed(usual), ["new", "old"], at).kind).toBe("forged");
});

test("says which store forwarded it, and who is logged in there", () => {
  expect(readProxiedRequest(signed(usual), SECRET, at)).toEqual({
    kind: "genuine",
    request: { shopDomain: "candles.myshopify.com", customerId: null, at },
  });
});

test.each([
  ["another shop", "shop", "evil.myshopify.com"],
  ["another customer", "logged_in_customer_id", "7"],
  ["one more value", "extra", "1"],
])("a request with %s added is refused", (_, name, value) => {
  const query = signed(usual);
  query.set(name, value);
  expect(readProxiedRequest(query, SECRET, at)).toEqual({ kind: "forged", because: "wrong signature" });
});

test.each([
  ["shop", "evil.myshopify.com"],
  ["logged_in_customer_id", "7"],
  ["timestamp", "1"],
])("a visitor who wrote a %s of their own into the page's address is not believed", (name, value) => {
  const query = signed([[name, value], ...usual]);
  expect(readProxiedRequest(query, SECRET, at)).toEqual({ kind: "forged", because: "said twice" });
});

test("without a signature, or with half of one, nothing is taken", () => {
  for (const signature of ["", "zz", "4c68"]) {
    const query = signed(usual);
    query.set("signature", signature);
    expect(readProxiedRequest(query, SECRET, at)).toEqual({ kind: "forged", because: "wrong signature" });
  }
});

test("what was forwarded more than five minutes ago is refused, and what has no time or no shop", () => {
  const later = (ms: number) => readProxiedRequest(signed(usual), SECRET, new Date(at.getTime() + ms)).kind;
  expect([later(300_000), later(300_001), later(-300_001)]).toEqual(["genuine", "forged", "forged"]);
  expect(readProxiedRequest(signed(usual.slice(0, 3)), SECRET, at)).toEqual({ kind: "forged", because: "too old" });
  expect(readProxiedRequest(signed(usual.slice(1)), SECRET, at)).toEqual({ kind: "forged", because: "no shop" });
});
