import { startIssuer } from "@cartbell/sim/oidc";
import { afterAll, beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { disableOperator } from "#domain/operators/disable";
import { resetOperator } from "#domain/operators/reset";
import { setRole } from "#domain/operators/set-role";
import { tokenCipher } from "#platform/token-cipher";
import { emptyDatabase } from "../setup/per-worker.ts";
import { openStory } from "../stories/story-world.ts";
import { pagesBuild } from "./pages-build.ts";

// Single sign-on at the operators' panel, over HTTP, against a simulated OpenID Connect provider.

const issuer = await startIssuer({ id: "panel", secret: "a secret: with / signs" });
afterAll(() => issuer.close());
const { build } = await pagesBuild();
const world = await openStory({
  build,
  hasWorker: false,
  settings: {
    OPERATORS_OIDC_ISSUER: issuer.url,
    OPERATORS_OIDC_CLIENT_ID: "panel",
    OPERATORS_OIDC_CLIENT_SECRET: "a secret: with / signs",
    OPERATORS_OIDC_OWNERS: "Ada@fernhill.test",
    OPERATORS_OIDC_OPERATORS: "sub:op-1",
    OPERATORS_OIDC_READERS: "rae@fernhill.test, ada@fernhill.test",
  },
});
const { ctx, config, web } = world;
const by = { operator: "test" };

beforeEach(async () => {
  await emptyDatabase();
  issuer.person = { sub: "1", email: "ada@fernhill.test", email_verified: true };
  issuer.faults = {};
});

let visits = 0;

/** A browser: it keeps the cookies. */
function openBrowser() {
  visits += 1;
  const address = `2001:db8:51:${visits.toString(16)}::1`;
  const cookies = new Map<string, string>();
  const get = async (path: string) => {
    const Cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(new URL(path, web.url), {
      redirect: "manual",
      headers: { Cookie, "X-Forwarded-For": address },
    });
    for (const given of response.headers.getSetCookie()) {
      const [name = "", value = ""] = given.split(";", 1)[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    get,
    cookies,
    /** Up to the address that the provider sends the browser back to. */
    async comeBack(to = "/operations"): Promise<string> {
      const begun = await get(`/operations/login/oidc?${new URLSearchParams({ to })}`);
      const answer = await fetch(begun.headers.get("Location") ?? "", { redirect: "manual" });
      return answer.headers.get("Location") ?? "";
    },
  };
}

async function logIn(browser = openBrowser()) {
  return { browser, answer: await browser.get(await browser.comeBack()) };
}

const isIn = async ({ get }: ReturnType<typeof openBrowser>) => (await get("/operations")).status === 200;
const reasons = async () => (await readOperatorEvents(ctx.db, { action: "login-failed" })).map((it) => it.because);

test("an operator logs in at the provider and gets where they wanted to go, with the highest role of the settings", async () => {
  const browser = openBrowser();
  expect((await browser.get("/operations/login")).text).toContain("Log in with single sign-on");
  const answer = await browser.get(await browser.comeBack("/operations/audit?action=login"));
  expect([answer.status, answer.headers.get("Refresh")]).toEqual([200, "0;url=/operations/audit?action=login"]);
  expect(await isIn(browser)).toBe(true);
  expect((await browser.get("/operations/operators")).status).toBe(200);
  expect((await browser.get("/operations/account")).text).toContain("at your identity provider");
  const events = await readOperatorEvents(ctx.db);
  expect(events.map((it) => [it.action, it.operator])).toEqual(
    expect.arrayContaining([
      ["operator-added", "ada@fernhill.test"],
      ["login", "ada@fernhill.test"],
    ]),
  );
});

test("a second login uses the same account, and a subject can be named in place of an address", async () => {
  issuer.person = { sub: "op-1" };
  for (const _ of [1, 2]) expect(await isIn((await logIn()).browser)).toBe(true);
  const accounts = await ctx.db.prisma.operator.findMany();
  expect(accounts.map((it) => [it.name, it.role])).toEqual([["sub:op-1", "operator"]]);
});

const wrongTokens: [string, Record<string, unknown>, string][] = [
  ["of another login", { nonce: "another" }, "belongs to another login"],
  ["without a nonce", { nonce: undefined }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ["for another client", { aud: "another" }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ["for several clients that names another", { aud: ["panel", "another"], azp: "another" }, "another client"],
  ["for several clients that names none", { aud: ["panel", "another"] }, "another client"],
  ["of another issuer", { iss: "https://evil.test" }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ["that has expired", { exp: Math.floor(Date.now() / 1000) - 60 }, "ERR_JWT_EXPIRED"],
  ["that never expires", { exp: undefined }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ["of someone without a role", { sub: "9", email: "eve@fernhill.test" }, "no role"],
  ["with an address that isn't verified", { email_verified: false }, "no role"],
  ["whose address is verified only in words", { email_verified: "false" }, "no role"],
  ["whose address reads like a subject's, with a sign of an address", { email: "sub:op-1@x" }, "no role"],
  ["whose address is that of a subject", { email: "sub:op-1" }, "no role"],
];

test.each(wrongTokens)("a token %s opens nothing", async (_, claims, because) => {
  issuer.faults = { claims };
  const { browser, answer } = await logIn();
  expect(answer.status).toBe(403);
  expect(await isIn(browser)).toBe(false);
  expect(await reasons()).toEqual([expect.stringContaining(because)]);
  expect(await ctx.db.prisma.operator.count()).toBe(0);
});

test("a token that someone else signed opens nothing", async () => {
  issuer.faults = { isForged: true };
  const { browser, answer } = await logIn();
  expect([answer.status, await isIn(browser)]).toEqual([403, false]);
  expect(await reasons()).toEqual([expect.stringContaining("ERR_JWS_SIGNATURE_VERIFICATION_FAILED")]);
});

test("an answer with another state, of another issuer or without a code opens nothing", async () => {
  const changes: [string, string | null][] = [
    ["state", "another"],
    ["iss", "https://evil.test"],
    ["iss", null],
    ["code", null],
    ["code", "another"],
  ];
  for (const [name, value] of changes) {
    const browser = openBrowser();
    const back = new URL(await browser.comeBack());
    if (value === null) back.searchParams.delete(name);
    else back.searchParams.set(name, value);
    const { status } = await browser.get(back.href);
    expect([status, await isIn(browser)], `${name} ${value}`).toEqual([403, false]);
  }
  expect(await reasons()).toHaveLength(changes.length);
});

test("an answer opens nothing in another browser, a second time, or after a wrong cookie", async () => {
  const first = openBrowser();
  const back = await first.comeBack();
  const other = openBrowser();
  await other.comeBack();
  for (const browser of [openBrowser(), other]) expect((await browser.get(back)).status).toBe(403);
  expect((await first.get(back)).status).toBe(200);
  expect((await first.get(back)).status).toBe(403);
  const forged = openBrowser();
  const again = await forged.comeBack();
  const name = [...forged.cookies.keys()].find((it) => it.endsWith("-oidc")) ?? "";
  forged.cookies.set(name, `k1.${"A".repeat(80)}`);
  expect((await forged.get(again)).status).toBe(403);
});

test("who is disabled is out at once and stays out", async () => {
  const { browser } = await logIn();
  await disableOperator(ctx, { name: "ada@fernhill.test", by });
  expect(await isIn(browser)).toBe(false);
  expect((await logIn()).answer.status).toBe(403);
  expect(await reasons()).toEqual(["The account is disabled."]);
});

test("an account of single sign-on gets no password and no other role", async () => {
  await logIn();
  const given = { name: "ada@fernhill.test", by };
  const cipher = tokenCipher(config.ENCRYPTION_KEYS);
  await expect(resetOperator({ ...ctx, cipher }, given)).rejects.toThrow("single sign-on");
  await expect(setRole(ctx, { ...given, role: "reader" })).rejects.toThrow("single sign-on");
});

test("a session ends when the settings no longer name its person", async () => {
  const { browser } = await logIn();
  // As if she had logged in under earlier settings.
  await ctx.db.prisma.operator.updateMany({ data: { name: "gone@fernhill.test" } });
  expect(await isIn(browser)).toBe(false);
});

test("a login never leads to another site", async () => {
  const browser = openBrowser();
  const { headers } = await browser.get(await browser.comeBack("https://evil.test/"));
  expect(headers.get("Refresh")).toBe("0;url=/operations");
});
