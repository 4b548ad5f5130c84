import { expect, test } from "vitest";
import { type LabelledReplies, labelledReplies, SETS } from "./labelled.ts";
import { measure } from "./measure.ts";

const LEAST = {
  first: 500,
  second: 200,
  third: 300,
  fourth: 150,
  fifth: 300,
  sixth: 200,
  seventh: 250,
  eighth: 130,
  ninth: 200,
  tenth: 240,
  eleventh: 240,
  twelfth: 240,
  thirteenth: 240,
  fourteenth: 240,
};

test.each(SETS)("the %s set has enough replies in twelve languages", (set) => {
  const languages = [...labelledReplies(set).values()];
  expect(languages).toHaveLength(12);
  const all = languages.flatMap(({ optOut, harmless, start, help }) => [optOut, harmless, start, help].flat());
  expect(all.length).toBeGreaterThanOrEqual(LEAST[set]);
});

test("what was caught, missed, held and wrong adds up", () => {
  const measured = measure({
    optOut: ["STOP", "you have the wrong number", "lovely weather"],
    harmless: ["where is my parcel?", "cancel"],
    start: ["START"],
    help: ["HELP"],
  });
  expect(measured).toEqual({
    optOuts: 3,
    caught: 2,
    atOnce: 1,
    others: 4,
    wrong: ["cancel"],
    held: [],
    missed: ["lovely weather"],
  });
});

test("of everyday replies to a shop few are held and none opts out", () => {
  const { held, wrong, others } = measure(together([...labelledReplies("everyday").values()]));
  expect(others).toBeGreaterThanOrEqual(360);
  expect(held.length / others, `held: ${held.join(" | ")}`).toBeLessThanOrEqual(0.05);
  expect(wrong).toEqual([]);
});

test("the meanings that are told without STOP are caught or held", () => {
  const { caught, optOuts, missed } = measure(together([...labelledReplies("meanings").values()]));
  expect(optOuts).toBeGreaterThanOrEqual(480);
  expect(caught / optOuts, `missed: ${missed.join(" | ")}`).toBeGreaterThanOrEqual(0.96);
});

test.each(SETS)("of the %s set nearly every opt-out is caught or held, and little else", (set) => {
  const all = measure(together([...labelledReplies(set).values()]));
  expect(all.caught / all.optOuts, `missed: ${all.missed.join(" | ")}`).toBeGreaterThanOrEqual(0.96);
  expect(all.held.length / all.others, `held: ${all.held.join(" | ")}`).toBeLessThanOrEqual(0.05);
  expect(all.atOnce / (all.atOnce + all.wrong.length), `wrong: ${all.wrong.join(" | ")}`).toBeGreaterThanOrEqual(0.99);
});

function together(languages: LabelledReplies[]): LabelledReplies {
  const all = (kind: keyof LabelledReplies) => languages.flatMap((replies) => replies[kind]);
  return { optOut: all("optOut"), harmless: all("harmless"), start: all("start"), help: all("help") };
}
