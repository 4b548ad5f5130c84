import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const complete = {
  NODE_ENV: "test",
  DATABASE_URL: "postgresql://u:p@db:5432/cartbell",
  REDIS_URL: "redis://cache:6379",
  SHOPIFY_APP_URL: "https://app.example.com/",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
  PHONE_HASH_KEY: key,
  TWILIO_ACCOUNT_SID: "AC0",
  TWILIO_AUTH_TOKEN: "token",
};
const said = (env: Record<string, string | undefined>) => {
  try {
    readConfig(env);
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

test("a complete environment is read, with defaults and without the slash at the app's end", () => {
  const config = readConfig(complete);
  expect(config).toMatchObject({ PORT: 3000, WORKER_QUEUES: ["all"], SHOPIFY_APP_URL: "https://app.example.com" });
  expect(config.ENCRYPTION_KEYS.map((it) => [it.id, it.key.length])).toEqual([
    ["k2", 32],
    ["k1", 32],
  ]);
});

test("the client secret may be two while it is rotated", () => {
  expect(readConfig(complete).SHOPIFY_API_SECRET).toEqual(["secret"]);
  expect(readConfig({ ...complete, SHOPIFY_API_SECRET: "new, old" }).SHOPIFY_API_SECRET).toEqual(["new", "old"]);
  expect(said({ ...complete, SHOPIFY_API_SECRET: "new," })).toMatch(/^SHOPIFY_API_SECRET is wrong/);
});

test.each(Object.keys(complete).filter((name) => name !== "NODE_ENV"))(
  "without %s the start ends with one sentence that names it",
  (name) => {
    for (const absent of [undefined, ""]) {
      const sentence = said({ ...complete, [name]: absent });
      expect(sentence).toMatch(new RegExp(`^${name} is not set: it is .+\\.$`));
      expect(sentence).not.toContain("\n");
    }
  },
);

test.each([
  ["DATABASE_URL", "mysql://db/x"],
  ["REDIS_URL", "cache:6379"],
  ["REDIS_URL", "redis+cluster://one:7001,two:7002/1"],
  ["PORT", "eighty"],
  ["ENCRYPTION_KEYS", "k1:tooshort"],
  ["PHONE_HASH_KEY", "c2hvcnQ="],
  ["TWILIO_ACCOUNT_SID", "SK123"],
  ["LOG_LEVEL", "loud"],
])("a wrong %s is named with what it must be, and its value is not repeated", (name, value) => {
  const sentence = said({ ...complete, [name]: value });
  expect(sentence).toMatch(new RegExp(`^${name} is wrong: it must be .+\\.$`));
  expect(sentence).not.toContain(value);
});

test("a simulated store or a movable clock is refused in production unless it is said to be a demo", () => {
  const production = { ...complete, NODE_ENV: "production" };
  expect(said({ ...production, SHOPIFY_SIMULATOR_URL: "http://127.0.0.1:1" })).toMatch(
    /SHOPIFY_SIMULATOR_URL.*ALLOW_SIMULATOR/,
  );
  expect(said({ ...production, CLOCK_URL: "http://127.0.0.1:1" })).toMatch(/CLOCK_URL/);
  expect(said({ ...production, CLOCK_URL: "http://127.0.0.1:1", ALLOW_SIMULATOR: "1" })).toBeNull();
});

test.each(["TWILIO_API_URL", "SHOPIFY_APP_URL", "SHORT_LINK_URL"])("production refuses a %s without https", (name) => {
  const production = { ...complete, NODE_ENV: "production" };
  expect(said(production)).toBeNull();
  for (const address of ["http://example.com", "HTTP://example.com", "http://127.0.0.1:3000"]) {
    expect(said({ ...production, [name]: address })).toMatch(new RegExp(`^${name} is wrong: .*https`));
    expect(said({ ...production, [name]: address, ALLOW_SIMULATOR: "1" })).toBeNull();
    expect(said({ ...complete, [name]: address })).toBeNull();
  }
});

test("single sign-on needs its issuer, id and secret together, and https in production", () => {
  const whole = {
    ...complete,
    OPERATORS_OIDC_ISSUER: "https://login.example.com",
    OPERATORS_OIDC_CLIENT_ID: "panel",
    OPERATORS_OIDC_CLIENT_SECRET: "secret",
  };
  expect(said(whole)).toBeNull();
  expect(said({ ...whole, OPERATORS_OIDC_CLIENT_SECRET: "" })).toContain("OPERATORS_OIDC_CLIENT_SECRET is not set");
  const open = { ...whole, NODE_ENV: "production", OPERATORS_OIDC_ISSUER: "http://login.example.com" };
  expect(said(open)).toContain("OPERATORS_OIDC_ISSUER is wrong");
});
