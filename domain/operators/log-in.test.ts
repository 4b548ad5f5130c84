import { beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { aContext } from "../../test/factories/context.ts";
import { anOperator, type TestOperator, testCipher } from "../../test/factories/operator.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { nameDevice, openDevice } from "./devices.ts";
import { logIn } from "./log-in.ts";
import { codeAt } from "./one-time-code.ts";
import { resetOperator, unlockOperator } from "./reset.ts";
import { readSession } from "./sessions.ts";

const ctx = { ...aContext(), cipher: testCipher };
const NOW = new Date("2026-11-27T10:00:00Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
let ada: TestOperator;

beforeEach(async () => {
  await emptyDatabase();
  ada = await anOperator(ctx);
});

type Try = Partial<Parameters<typeof logIn>[1]>;
function tryWith(given: Try = {}) {
  const at = given.at ?? NOW;
  const right = { name: ada.name, password: ada.password, code: ada.code(at), at };
  return logIn(ctx, { ...right, network: "203.0.113.7", device: null, browser: "Firefox", ...given });
}
/** The browser of a login at this time, as it is known afterwards. */
async function deviceOfLogin(at: Date) {
  const answer = await tryWith({ at });
  return answer.kind === "in" ? openDevice(testCipher, answer.device, at) : null;
}
const kindOf = async (given?: Try) => (await tryWith(given)).kind;
const eventsOf = async () =>
  (await readOperatorEvents(ctx.db)).map(({ operator, action, because }) => [operator, action, because]);

test("name, password and code open a session, which is that operator's", async () => {
  const answer = await tryWith();
  const token = answer.kind === "in" ? answer.token : "";
  expect(await readSession(ctx.db, token, { at: NOW, isRefresh: false })).toMatchObject({ name: "ada", role: "owner" });
  const [row] = await ctx.db.prisma.operatorSession.findMany();
  expect(JSON.stringify(row)).not.toContain(token);
  expect((await eventsOf())[0]).toEqual(["ada", "login", null]);
});

test("any one of the three wrong is refused in the same words, and the audit log says which", async () => {
  expect(await kindOf({ password: "not this" })).toBe("refused");
  expect(await kindOf({ code: "000000" })).toBe("refused");
  expect(await kindOf({ name: "hunter2hunter2" })).toBe("refused");
  expect((await eventsOf()).slice(0, 3)).toEqual([
    ["unknown", "login-failed", "No account has this name."],
    ["ada", "login-failed", "The code was wrong."],
    ["ada", "login-failed", "The password was wrong."],
  ]);
  // What was typed as a name may have been a password.
  expect(JSON.stringify(await ctx.db.prisma.operatorAttempt.findMany())).not.toContain("hunter2");
});

test("a code logs in once, and after it no earlier one does", async () => {
  const [before, code] = [ada.code(after(-30)), ada.code(NOW)];
  expect(await kindOf({ code })).toBe("in");
  expect(await kindOf({ code, at: after(10) })).toBe("refused");
  expect(await kindOf({ code: before })).toBe("refused");
  expect((await eventsOf())[0]?.[2]).toBe("The code had been used before.");
  expect(await kindOf({ at: after(30) })).toBe("in");
});

test("the same code ten times at once logs in once", async () => {
  const kinds = await Promise.all(Array.from({ length: 10 }, (_, n) => kindOf({ network: `203.0.113.${n}` })));
  expect(kinds.filter((kind) => kind === "in")).toHaveLength(1);
});

test("after five failures the right password is not heard for a minute, then for longer", async () => {
  for (let n = 0; n < 5; n += 1) expect(await kindOf({ password: "wrong", network: `203.0.113.${n}` })).toBe("refused");
  expect(await tryWith({ network: "198.51.100.1" })).toEqual({ kind: "locked", until: after(60) });
  expect(await kindOf({ network: "198.51.100.1", at: after(61), password: "wrong" })).toBe("refused");
  expect(await tryWith({ network: "198.51.100.1", at: after(62) })).toEqual({ kind: "locked", until: after(61 + 120) });
  expect(await kindOf({ network: "198.51.100.1", at: after(182) })).toBe("in");
});

test("many guesses at once are counted each: no more than five are judged", async () => {
  const kinds = await Promise.all(
    Array.from({ length: 20 }, (_, n) => kindOf({ password: `guess ${n}`, network: `203.0.113.${n}` })),
  );
  expect(kinds.filter((kind) => kind === "refused")).toHaveLength(5);
  expect(kinds.filter((kind) => kind === "locked")).toHaveLength(15);
});

test("a network that fails with several names is locked for all of them, and others are not", async () => {
  for (let n = 0; n < 5; n += 1) await tryWith({ name: `name-${n}`, network: "198.51.100.9" });
  expect(await kindOf({ network: "198.51.100.9" })).toBe("locked");
  expect(await kindOf()).toBe("in");
});

test("a login forgets the failures before it, and an owner or the shell unlocks an account", async () => {
  for (let n = 0; n < 4; n += 1) await tryWith({ password: "wrong" });
  expect(await kindOf()).toBe("in");
  for (let n = 0; n < 5; n += 1) expect(await kindOf({ password: "wrong" })).toBe("refused");
  expect(await kindOf({ network: "198.51.100.1", at: after(30) })).toBe("locked");
  expect(await unlockOperator(ctx, { name: "ada", by: { operator: "shell:test" } })).toMatchObject({
    hasChanged: true,
  });
  expect(await kindOf({ network: "198.51.100.1", at: after(30) })).toBe("in");
});

test("a stranger who fails on purpose keeps unknown browsers out, and not one that the operator has used", async () => {
  const device = await deviceOfLogin(NOW);
  for (let n = 0; n < 5; n += 1) await tryWith({ password: "wrong", network: `198.51.100.${n}` });
  expect(await kindOf({ at: after(30) })).toBe("locked");
  expect(await kindOf({ at: after(30), device })).toBe("in");
  // Its login gave the stranger no new tries.
  expect(await kindOf({ at: after(31), password: "wrong", network: "198.51.100.9" })).toBe("locked");
});

test("a known browser has five tries of its own, and its failures lock no one else out", async () => {
  const device = await deviceOfLogin(NOW);
  for (let n = 0; n < 5; n += 1) expect(await kindOf({ password: "wrong", device })).toBe("refused");
  expect(await kindOf({ at: after(30), device })).toBe("locked");
  expect(await kindOf({ at: after(30) })).toBe("in");
});

test("another account, a reset and half a year make a browser unknown again; what we haven't made never was known", async () => {
  const device = await deviceOfLogin(NOW);
  const grace = await anOperator(ctx, { name: "grace" });
  for (let n = 0; n < 5; n += 1) await tryWith({ name: "grace", password: "wrong", network: `198.51.100.${n}` });
  const asGrace = { name: "grace", password: grace.password, code: grace.code(after(30)) };
  expect(await kindOf({ ...asGrace, at: after(30), device })).toBe("locked");
  const { secret, password } = await resetOperator(ctx, { name: "ada", by: { operator: "shell:test" } });
  for (let n = 0; n < 5; n += 1) await tryWith({ password: "wrong", network: `203.0.113.${n}` });
  const asAda = { password, code: codeAt(secret, after(30)) };
  expect(await kindOf({ ...asAda, at: after(30), device })).toBe("locked");
  const token = nameDevice(testCipher, { name: "ada", codeSecret: "" }, NOW);
  expect(openDevice(testCipher, token, after(180 * 86_400 - 1))).toMatchObject({ name: "ada" });
  expect(openDevice(testCipher, token, after(180 * 86_400))).toBeNull();
  for (const forged of ["", "k", "k.AAAA", token.slice(0, -4), "other.AAAA"])
    expect(openDevice(testCipher, forged, NOW)).toBeNull();
});

test("a session ends after half an hour without its operator, and after 12 hours in any case", async () => {
  const answer = await tryWith();
  const token = answer.kind === "in" ? answer.token : "";
  const read = (seconds: number, isRefresh = false) => readSession(ctx.db, token, { at: after(seconds), isRefresh });
  const MINUTE = 60;
  expect(await read(29 * MINUTE)).not.toBeNull();
  expect(await read(58 * MINUTE, true)).not.toBeNull();
  // The page that refreshed itself was no one at work.
  expect(await read(60 * MINUTE)).toBeNull();
  for (let minutes = 50; minutes < 720; minutes += 25)
    await ctx.db.prisma.operatorSession.updateMany({ data: { seenAt: after(minutes * MINUTE) } });
  expect(await read(719 * MINUTE)).not.toBeNull();
  expect(await read(721 * MINUTE)).toBeNull();
});
