import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { tokenCipher } from "#platform/token-cipher";
import { anOperator, type TestOperator } from "../factories/operator.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { BROWSER, FERNHILL, openStory } from "../stories/story-world.ts";
import { pagesBuild } from "./pages-build.ts";
import { visitPanel } from "./panel-visit.ts";

// The operators' panel over HTTP: who gets in, who doesn't, and what its pages permit.

const { build, pages } = await pagesBuild();
const world = await openStory({ build, hasWorker: false });
const { ctx, config, web } = world;
const panelPages = pages.filter(({ path }) => path.startsWith("/operations"));
const addresses = panelPages.map(({ path }) => path.replace("*", "no-such-page").replace(":action", "stop-marketing"));
const guarded = addresses.filter((path) => !/^\/operations\/(login|logout)(\/|$)/.test(path));

const account = (name: string, role: "owner" | "operator" | "reader" = "owner") =>
  anOperator(ctx, { name, role, cipher: tokenCipher(config.ENCRYPTION_KEYS) });
const open = () => visitPanel(web.url);
let ada: TestOperator;

beforeEach(async () => {
  await emptyDatabase();
  ada = await account("ada");
});

test("the panel has pages, and without a session each leads to the login", async () => {
  expect(guarded.length).toBeGreaterThan(3);
  for (const path of guarded) {
    const { status, headers } = await open().get(path);
    expect([status, headers.get("Location")?.split("?")[0]], path).toEqual([303, "/operations/login"]);
  }
});

test("a merchant's session token opens nothing of it, and an operator's session opens nothing of the merchants'", async () => {
  await world.install(FERNHILL);
  const token = await world.store(FERNHILL).sessionToken();
  const merchant = { "User-Agent": BROWSER, Authorization: `Bearer ${token}` };
  for (const path of guarded) {
    const { status, headers } = await open().get(`${path}?shop=${FERNHILL}&id_token=${token}`, merchant);
    expect([status, headers.get("Location")?.split("?")[0]], path).toEqual([303, "/operations/login"]);
  }
  const posted = await open().post("/operations/logout", {}, merchant);
  expect([posted.status, posted.headers.get("Location")?.split("?")[0]]).toEqual([303, "/operations/login"]);
  const visit = open();
  await visit.logIn(ada);
  for (const path of ["/campaigns", "/_root.data", "/settings.data"])
    expect((await visit.get(path, { "User-Agent": BROWSER })).status, path).not.toBe(200);
});

test("a login leads where the visitor wanted to go, and never to another site", async () => {
  const { headers } = await open().get("/operations/audit?action=login");
  const login = headers.get("Location") ?? "";
  const fields = { name: " Ada ", password: ada.password, code: ada.code(new Date()) };
  expect((await open().post(login, fields)).headers.get("Location")).toBe("/operations/audit?action=login");
  for (const to of ["https://evil.test/", "//evil.test", "/operations\\@evil.test", "/campaigns", "/operationsx"]) {
    await ctx.db.prisma.operator.updateMany({ data: { codeStep: 0 } });
    const answer = await open().post(`/operations/login?${new URLSearchParams({ to })}`, {
      ...fields,
      code: ada.code(new Date()),
    });
    expect(answer.headers.get("Location"), to).toBe("/operations");
  }
});

test("the cookies reach no script, no other path and no other site's requests", async () => {
  const visit = open();
  const { headers } = await visit.logIn(ada);
  const [session, device] = headers.getSetCookie();
  expect(session).toMatch(/^cartbell-operations=[\w-]{43}; Path=\/operations; HttpOnly; SameSite=Strict$/);
  expect(device).toMatch(
    /^cartbell-operations-device=[\w.-]+; Path=\/operations\/login; HttpOnly; SameSite=Strict; Max-Age=15552000$/,
  );
  expect((await visit.get("/operations")).status).toBe(200);
});

test("logging out ends the session in the database, not only in the browser", async () => {
  const visit = open();
  await visit.logIn(ada);
  const cookie = visit.cookie();
  expect((await visit.get("/operations/logout")).headers.get("Location")).toBe("/operations");
  expect((await open().get("/operations", { Cookie: cookie })).status).toBe(200);
  await visit.post("/operations/logout");
  expect((await open().get("/operations", { Cookie: cookie })).status).toBe(303);
});

test("a form of another site, of another session or without its token changes nothing", async () => {
  const visit = open();
  await visit.logIn(ada);
  const sent = [
    await visit.post("/operations/logout", {}, { Origin: "https://evil.test" }),
    await visit.post("/operations/logout", {}, { Origin: "null" }),
    await visit.post("/operations/logout", { formToken: "" }),
    await visit.post("/operations/logout", { formToken: "A".repeat(43) }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  expect((await visit.get("/operations")).status).toBe(200);
  const crossLogin = await open().post("/operations/login", { name: "ada" }, { Origin: "https://evil.test" });
  expect(crossLogin.status).toBe(403);
});

test("a wrong login says nothing about which part was wrong; after five the account waits", async () => {
  const answers = [];
  for (const name of ["ada", "no-one", "ada", "ada", "ada", "ada", "ada"])
    answers.push(await open().post("/operations/login", { name, password: "wrong", code: "000000" }));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 429]);
  const plain = (text: string) => text.replaceAll(/ value="[^"]*"/g, "");
  expect(plain(answers[0]?.text ?? "")).toBe(plain(answers[1]?.text ?? "x"));
  expect(answers.at(-1)?.text).toMatch(/Too many failed logins. Try again after \d\d:\d\d UTC/);
  const visit = open();
  expect((await visit.logIn(ada)).status).toBe(429);
});

test("strangers who keep an account locked don't keep its operator out of the browser they always use", async () => {
  const visit = open();
  await visit.logIn(ada);
  await visit.post("/operations/logout");
  for (let n = 0; n < 6; n += 1)
    await open().post("/operations/login", { name: "ada", password: "wrong", code: "000000" });
  await ctx.db.prisma.operator.updateMany({ data: { codeStep: 0 } });
  expect((await open().logIn(ada)).status).toBe(429);
  expect((await visit.logIn(ada)).status).toBe(303);
});

test("until the password is the operator's own, only the account page opens", async () => {
  await ctx.db.prisma.operator.updateMany({ data: { mustChangePassword: true } });
  const visit = open();
  await visit.logIn(ada);
  expect((await visit.get("/operations/audit")).headers.get("Location")).toBe("/operations/account");
  const change = { present: ada.password, password: "a good long password", again: "a good long password" };
  expect((await visit.post("/operations/account", { ...change, again: "another" })).status).toBe(422);
  const changed = await visit.post("/operations/account", change);
  const page = await visit.get(changed.headers.get("Location") ?? "");
  expect(page.text).toContain("Your password is changed.");
  // Only this session's own sentences are shown.
  const forged = new URL(changed.headers.get("Location") ?? "", web.url);
  forged.searchParams.set("said", `${"A".repeat(43)}Call 555-0100 at once`);
  expect((await visit.get(forged.pathname + forged.search)).text).not.toContain("555-0100");
});

test("the audit log shows logins and failures", async () => {
  await open().post("/operations/login", { name: "ada", password: "wrong", code: "000000" });
  const visit = open();
  await visit.logIn(ada);
  const { text } = await visit.get("/operations/audit?action=login-failed");
  expect(text).toContain("The password was wrong.");
  expect(text).not.toContain("<td>login</td>");
});

test("every page may load nothing but its own style and script, in no frame, and is not cached", async () => {
  const visit = open();
  await visit.logIn(ada);
  for (const path of addresses) {
    const { headers, text } = await visit.get(path);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(headers.get("Cache-Control"), path).toMatch(/no-store/);
    if (text === "") continue;
    expect(policy, path).toMatch(/^default-src 'none'; style-src 'sha256-/);
    for (const tag of ["style", "script"]) {
      const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1] ?? "";
      const hash = createHash("sha256").update(content).digest("base64");
      expect(policy, path).toContain(`${tag}-src 'sha256-${hash}'`);
    }
    expect(headers.get("X-Frame-Options"), path).toBe("DENY");
    // Nothing of the merchants' app.
    expect(text, path).not.toMatch(/polaris|remix|app-bridge|cdn\.shopify/i);
  }
});

test("a network that asks too often waits", async () => {
  const statuses = [];
  for (let n = 0; n < 320; n += 1)
    statuses.push((await open().get("/operations", { "X-Forwarded-For": "198.51.100.77" })).status);
  expect(statuses.slice(0, 300).every((status) => status === 303)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
});
