import { expect, test } from "vitest";
import { accountFor, type HandOffOnRecord, type TextOnRecord } from "./account.ts";

const people = ["ada", "bob", "cy"];

const text = (name: string, given: Partial<TextOnRecord> = {}): TextOnRecord => ({
  ref: `ref-${name}`,
  subscriberId: name,
  phone: `+1-${name}`,
  state: "delivered",
  reason: null,
  providerId: `SM-${name}`,
  ...given,
});

const handOff = (name: string, given: Partial<HandOffOnRecord> = {}): HandOffOnRecord => ({
  ref: `ref-${name}`,
  sid: `SM-${name}`,
  to: `+1-${name}`,
  status: "delivered",
  errorCode: null,
  ...given,
});

const ours = people.map((name) => text(name));
const theirs = people.map((name) => handOff(name));
/** Everyone's text, with one of them as given. */
const with1 = (given: Partial<TextOnRecord>) => [text("ada", given), ...ours.slice(1)];

test("two records that agree give an account with nothing in it to explain", () => {
  expect(accountFor(people, ours, theirs, 2)).toEqual({
    audience: 3,
    accepted: 3,
    states: { delivered: 3 },
    lost: [],
    twice: [],
    untrue: [],
    withheld: [],
    unknownAtWorst: 2,
    unknownAtEnd: 0,
  });
});

test("someone without a text is found, and so is someone whose text never ends", () => {
  expect(accountFor(people, ours.slice(1), theirs.slice(1), 0).lost).toEqual([
    "Subscriber ada has no text and no reason.",
  ]);
  for (const state of ["waiting", "sending"]) {
    const { lost } = accountFor(people, with1({ state, providerId: null }), theirs.slice(1), 0);
    expect(lost).toEqual([`ref-ada has no end: it is ${state}.`]);
  }
});

test("a text that we believe handed over and the carrier never had is lost", () => {
  for (const state of ["accepted", "sent", "delivered"]) {
    const { lost } = accountFor(people, with1({ state }), theirs.slice(1), 0);
    expect(lost).toEqual([`ref-ada is ${state}, and the carrier never had it.`]);
  }
});

test("a text that was not handed over must say why", () => {
  for (const state of ["skipped", "expired", "failed"]) {
    expect(accountFor(people, with1({ state }), theirs.slice(1), 0).lost).toEqual([
      `ref-ada is ${state} and nobody knows why.`,
    ]);
    const { lost, withheld } = accountFor(people, with1({ state, reason: "opted-out" }), theirs.slice(1), 0);
    expect(lost).toEqual([]);
    expect(withheld).toEqual([`ref-ada was not handed over: ${state}, opted-out.`]);
  }
});

test("the same text at the carrier twice is found, by its name and by its phone", () => {
  const { twice } = accountFor(people, ours, [...theirs, handOff("ada", { sid: "SM-2" })], 0);
  expect(twice).toEqual(["The carrier took ref-ada 2 times.", "+1-ada got 2 texts."]);
});

test("one person with two texts is found, whatever the texts are called", () => {
  const again = { ref: "ref-ada-2", sid: "SM-2", providerId: "SM-2" };
  const { twice } = accountFor(people, [...ours, text("ada", again)], [...theirs, handOff("ada", again)], 0);
  expect(twice).toEqual(["+1-ada got 2 texts.", "Subscriber ada has 2 texts."]);
});

test("an end that is not what happened at the carrier is untrue", () => {
  const atCarrier = (given: Partial<HandOffOnRecord>) => [handOff("ada", given), ...theirs.slice(1)];
  const untrue = (text: Partial<TextOnRecord>, handed: Partial<HandOffOnRecord> = {}) =>
    accountFor(people, with1(text), atCarrier(handed), 0).untrue;
  expect(untrue({ state: "skipped", reason: "opted-out" })).toEqual([
    "ref-ada is skipped (opted-out); at the carrier delivered.",
  ]);
  expect(untrue({}, { status: "undelivered", errorCode: 30003 })).toEqual([
    "ref-ada is delivered; at the carrier undelivered (30003).",
  ]);
  expect(untrue({ state: "failed", reason: "30003" })).toHaveLength(1);
  expect(untrue({ state: "failed", reason: "30005" }, { status: "undelivered", errorCode: 30003 })).toHaveLength(1);
  expect(untrue({ state: "failed", reason: "30003" }, { status: "undelivered", errorCode: 30003 })).toEqual([]);
  expect(untrue({ providerId: "SM-bob" })).toEqual(["ref-ada bears the carrier's id SM-bob, which is SM-ada."]);
  expect(untrue({ state: "accepted" })).toEqual([]);
});

test("a text at the carrier that we never made is untrue", () => {
  const { untrue } = accountFor(people, ours, [...theirs, handOff("eve")], 0);
  expect(untrue).toEqual(["The carrier took ref-eve, of which we know nothing."]);
});

test("what is still unknown at the end is counted", () => {
  expect(accountFor(people, with1({ state: "unknown", providerId: null }), theirs, 5)).toMatchObject({
    unknownAtWorst: 5,
    unknownAtEnd: 1,
    lost: [],
    untrue: [],
  });
});

test("a text that failed and was handed over again is no second text; one that arrived twice is", () => {
  const again = (given: Partial<HandOffOnRecord>) => handOff("ada", { ref: "ref-ada.1", sid: "SM-ada-1", ...given });
  const failed = handOff("ada", { status: "undelivered", errorCode: 30003 });
  const ofOthers = theirs.slice(1);
  const told = with1({ providerId: "SM-ada-1" });
  expect(accountFor(people, told, [failed, again({}), ...ofOthers], 0)).toMatchObject({
    twice: [],
    untrue: [],
    lost: [],
  });
  const twice = accountFor(people, told, [handOff("ada"), again({}), ...ofOthers], 0).twice;
  expect(twice).toEqual(["The carrier took ref-ada 2 times.", "+1-ada got 2 texts."]);
});
