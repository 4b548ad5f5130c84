import { expect, test } from "vitest";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig();
const glow = { words: ["glow", "glo"], answer: "{{ customer.first_name }}, our candles glow.", tag: "glow" };
const DAY_MS = 24 * 3_600_000;

test("a keyword is created once, read, changed in part, and ended", async () => {
  const { shopId, call } = await aCaller();
  const hours = { days: [1, 2], opens: "09:00", closes: "24:00" };
  const request = { body: { ...glow, hours, closedAnswer: "We open at 9." }, idempotencyKey: "1" };
  const { status, body: made } = await call("createKeyword", request);
  expect(status).toBe(201);
  expect((await call("createKeyword", request)).body).toEqual(made);
  const read = async () => (await call("listKeywords")).body.keywords;
  const stored = { id: made.id, words: ["GLOW", "GLO"], answer: glow.answer, hours, hasEnded: false, signUpPage: null };
  expect(await read()).toMatchObject([stored]);
  const path = { keywordId: made.id };
  expect((await call("changeKeyword", { path, body: { joins: true, hours: null } })).status).toBe(200);
  const changed = { words: stored.words, answer: glow.answer, tag: "glow", joins: true, hours: null };
  expect(await read()).toMatchObject([
    { ...changed, signUpPage: expect.stringMatching(/^https:\/\/app\.test\/j\/\w+$/) },
  ]);
  for (const idempotencyKey of ["2", "3"])
    expect((await call("endKeyword", { path, body: {}, idempotencyKey })).status).toBe(200);
  expect(await read()).toMatchObject([{ hasEnded: true, endsAt: ctx.clock.now().toISOString() }]);
  expect((await call("changeKeyword", { path, body: { endsAt: null } })).status).toBe(200);
  expect(await read()).toMatchObject([{ hasEnded: false, endsAt: null }]);
  expect(await ctx.db.prisma.keyword.count({ where: { shopId } })).toBe(1);
});

test.each([
  ["a word that opts people out", { words: ["STOP"] }, "/words"],
  ["a no that would subscribe", { words: ["NOPE"], joins: true }, "/words"],
  ["an answer with a tag that isn’t one", { words: ["GLOW"], answer: "{{ nothing.here }}" }, "/answer"],
  ["an end in the past", { words: ["GLOW"], endsAt: new Date(ctx.clock.now().getTime() - DAY_MS) }, "/endsAt"],
  ["hours that close before they open", hoursFrom("17:00", "09:00"), "/hours/closes"],
  ["a time that isn’t one", hoursFrom("9 AM", "17:00"), "/hours/opens"],
  ["another store’s list", { words: ["GLOW"], listId: "0190a6c0-0000-7000-8000-000000000000" }, "/listId"],
])("%s is refused by its place in the body, and nothing is created", async (_, body, pointer) => {
  const { shopId, call } = await aCaller();
  expect(await call("createKeyword", { body })).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  expect(await ctx.db.prisma.keyword.count({ where: { shopId } })).toBe(0);
});

function hoursFrom(opens: string, closes: string) {
  return { ...glow, hours: { days: [1], opens, closes } };
}

test("another store's keyword can't be read, changed or ended, and a key without the scope can do none of it", async () => {
  const [mine, other] = [await aCaller(), await aCaller()];
  const { body: theirs } = await other.call("createKeyword", { body: glow });
  const path = { keywordId: theirs.id };
  expect((await mine.call("listKeywords")).body.keywords).toEqual([]);
  expect((await mine.call("changeKeyword", { path, body: { answer: "Mine" } })).status).toBe(404);
  expect((await mine.call("endKeyword", { path, body: {} })).status).toBe(404);
  expect((await other.call("listKeywords")).body.keywords).toMatchObject([{ hasEnded: false, answer: glow.answer }]);
  const { call } = await aCaller(["keywords:read"]);
  expect((await call("listKeywords")).status).toBe(200);
  expect((await call("createKeyword", { body: glow })).status).toBe(403);
});
