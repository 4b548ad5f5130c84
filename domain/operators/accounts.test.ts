import { beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { aContext } from "../../test/factories/context.ts";
import { anOperator, type TestOperator, testCipher } from "../../test/factories/operator.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { addOperator } from "./add.ts";
import { changePassword } from "./change-password.ts";
import { disableOperator, enableOperator } from "./disable.ts";
import { listOperators } from "./find.ts";
import { logIn } from "./log-in.ts";
import { codeAt } from "./one-time-code.ts";
import { logOutEverywhere, resetOperator } from "./reset.ts";
import { readSession } from "./sessions.ts";
import { setRole } from "./set-role.ts";

const ctx = { ...aContext(), cipher: testCipher };
const by = { operator: "ada" };
const NOW = new Date("2026-11-27T10:00:00Z");
let step = 0;
let ada: TestOperator;

beforeEach(async () => {
  await emptyDatabase();
  ada = await anOperator(ctx);
});

/** Each login at a later step: a code opens one session. */
async function login({ name, password, secret }: Pick<TestOperator, "name" | "password" | "secret">) {
  step += 1;
  const at = new Date(NOW.getTime() + step * 30_000);
  const code = codeAt(secret, at);
  return logIn(ctx, { name, password, code, network: "203.0.113.7", device: null, browser: "Firefox", at });
}

async function tokenOf(operator: TestOperator): Promise<string> {
  const answer = await login(operator);
  if (answer.kind !== "in") throw new Error(`not logged in: ${answer.kind}`);
  return answer.token;
}
const isOpen = async (token: string) => (await readSession(ctx.db, token, { at: NOW, isRefresh: true })) !== null;

test("a new account has a password of someone else's choosing until its operator changes it", async () => {
  const { password, secret } = await addOperator(ctx, { name: "grace", role: "reader", by });
  const grace = { name: "grace", password, secret };
  const answer = await login(grace);
  const token = answer.kind === "in" ? answer.token : "";
  const session = await readSession(ctx.db, token, { at: NOW, isRefresh: true });
  expect(session).toMatchObject({ mustChangePassword: true, role: "reader" });
  const change = { present: password, password: "my own long password", sessionId: session?.id ?? "" };
  await changePassword(ctx, { ...change, by: { operator: "grace" } });
  expect(await readSession(ctx.db, token, { at: NOW, isRefresh: true })).toMatchObject({ mustChangePassword: false });
  expect(await login(grace)).toEqual({ kind: "refused" });
  expect(await login({ ...grace, password: "my own long password" })).toMatchObject({ kind: "in" });
});

test("names are taken once and have a form", async () => {
  const add = (name: string) => addOperator(ctx, { name, role: "reader", by });
  await expect(add("ada")).rejects.toThrow("Another operator is named ada.");
  for (const name of ["", "A", "a", "1st", "shell:root", "ada lovelace", "a".repeat(41)])
    await expect(add(name)).rejects.toThrow("Use 2 to 40 small letters");
});

test("a weak or wrong password changes nothing", async () => {
  const sessionId = "";
  const change = (present: string, password: string) => changePassword(ctx, { present, password, sessionId, by });
  await expect(change(ada.password, "short")).rejects.toThrow("12 to 128");
  await expect(change(ada.password, "my-name-is-ADA-indeed")).rejects.toThrow("your name");
  await expect(change(ada.password, ada.password)).rejects.toThrow("another password");
  await expect(change("not this one", "a good long password")).rejects.toThrow("present password");
  expect(await login(ada)).toMatchObject({ kind: "in" });
});

test("a changed password ends the other sessions", async () => {
  const [here, elsewhere] = [await tokenOf(ada), await tokenOf(ada)];
  const session = await readSession(ctx.db, here, { at: NOW, isRefresh: true });
  const change = { present: ada.password, password: "a good long password", sessionId: session?.id ?? "" };
  await changePassword(ctx, { ...change, by });
  expect([await isOpen(here), await isOpen(elsewhere)]).toEqual([true, false]);
});

test("a new role, a disabled account, a reset and a revocation end its sessions at once", async () => {
  const grace = await anOperator(ctx, { name: "grace", role: "operator" });
  const acts = [
    () => setRole(ctx, { name: "grace", role: "reader", by }),
    () => logOutEverywhere(ctx, { name: "grace", by }),
    () => disableOperator(ctx, { name: "grace", by, because: "left the company" }),
  ];
  for (const act of acts) {
    const token = await tokenOf(grace);
    await act();
    expect(await isOpen(token)).toBe(false);
    expect(await act()).toMatchObject({ hasChanged: false });
  }
  expect(await login(grace)).toEqual({ kind: "refused" });
  await enableOperator(ctx, { name: "grace", by });
  const token = await tokenOf(grace);
  const shown = await resetOperator(ctx, { name: "grace", by });
  expect(await isOpen(token)).toBe(false);
  expect(await login(grace)).toEqual({ kind: "refused" });
  expect(await login({ name: "grace", ...shown })).toMatchObject({ kind: "in" });
});

test("the last owner stays one", async () => {
  await expect(setRole(ctx, { name: "ada", role: "reader", by })).rejects.toThrow("last owner");
  await expect(disableOperator(ctx, { name: "ada", by })).rejects.toThrow("last owner");
  await anOperator(ctx, { name: "grace", role: "owner" });
  const both = ["ada", "grace"].map((name) => disableOperator(ctx, { name, by }));
  const results = await Promise.allSettled(both);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("every change stands in the audit log with who made it, and no secret does", async () => {
  await anOperator(ctx, { name: "grace", role: "reader" });
  await setRole(ctx, { name: "grace", role: "operator", by, because: "on call this week" });
  const shown = await resetOperator(ctx, { name: "grace", by });
  const events = await readOperatorEvents(ctx.db);
  expect(events.slice(0, 2)).toMatchObject([
    { operator: "ada", action: "operator-reset", target: "grace" },
    {
      operator: "ada",
      action: "role-changed",
      target: "grace",
      because: "on call this week",
      details: { from: "reader", to: "operator" },
    },
  ]);
  for (const secret of [shown.password, shown.secret]) expect(JSON.stringify(events)).not.toContain(secret);
  expect(JSON.stringify(await ctx.db.prisma.operator.findMany())).not.toContain(shown.secret);
  expect((await listOperators(ctx.db)).map(({ name, role }) => [name, role])).toEqual([
    ["ada", "owner"],
    ["grace", "operator"],
  ]);
});

test("a sealed secret that was copied into another account's row does not open there", async () => {
  const grace = await anOperator(ctx, { name: "grace" });
  const { codeSecret } = await ctx.db.prisma.operator.findUniqueOrThrow({ where: { name: "ada" } });
  await ctx.db.prisma.operator.update({ where: { name: "grace" }, data: { codeSecret } });
  await expect(login({ ...grace, secret: ada.secret })).rejects.toThrow();
});
