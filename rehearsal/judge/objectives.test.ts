import { expect, test } from "vitest";
import { breachesIn, type Seen } from "./objectives.ts";

const calm: Seen = {
  orderTexts: Array.from({ length: 200 }, () => 120),
  replies: Array.from({ length: 50 }, () => 200),
  ...{ told: 20_000, refused: 0, atForbiddenHour: 0, twice: 0, afterStop: 0, lost: 0 },
};

test("a calm stretch breaks nothing", () => {
  expect(breachesIn(calm)).toEqual([]);
});

test.each<[string, Partial<Seen>, string[]]>([
  ["one text in a hundred may be late", { orderTexts: delays(198, 2) }, []],
  ["three in two hundred may not", { orderTexts: delays(197, 3) }, ["order-texts"]],
  ["two late texts of ten are a hiccup", { orderTexts: delays(8, 2) }, []],
  ["three of ten are not", { orderTexts: delays(7, 3) }, ["order-texts"]],
  ["a text that never came is late", { orderTexts: [...delays(7, 0), ...Array(3).fill(Infinity)] }, ["order-texts"]],
  ["answers to replies are judged like order texts", { replies: delays(40, 10) }, ["replies"]],
  ["one event in ten thousand may be refused", { refused: 2 }, []],
  ["more may not", { refused: 3 }, ["intake"]],
  ["a single refused event of a few is too many", { told: 10, refused: 1 }, ["intake"]],
  ["nothing told is nothing refused", { told: 0, refused: 0 }, []],
  ["not one text at a forbidden hour", { atForbiddenHour: 1 }, ["forbidden-hour"]],
  ["not one text twice", { twice: 1 }, ["twice"]],
  ["not one text after a STOP", { afterStop: 1 }, ["after-stop"]],
  ["not one text lost", { lost: 1 }, ["lost"]],
  ["the gravest comes first", { orderTexts: delays(0, 9), twice: 2 }, ["twice", "order-texts"]],
])("%s", (_, change, objectives) => {
  expect(breachesIn({ ...calm, ...change }).map(({ objective }) => objective)).toEqual(objectives);
});

test("a breach says what was seen and what to look at", () => {
  const [found] = breachesIn({ ...calm, orderTexts: delays(90, 10) });
  expect(found?.sentence).toBe("10 of 100 order texts took a second or longer: more than 1 %.");
  expect(found?.lookAt).toContain("dispatch-transactional");
});

function delays(onTime: number, late: number): number[] {
  return [...Array.from({ length: onTime }, () => 100), ...Array.from({ length: late }, () => 2_500)];
}
