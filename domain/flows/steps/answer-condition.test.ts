import { describe, expect, test } from "vitest";
import { type AnswerCondition, answerHolds, answerInWords, answerProblem } from "./answer-condition.ts";
import { blankFacts } from "./walk-facts.ts";

const condition: AnswerCondition = { kind: "answer", tag: "webhook.points", compare: "at-least", value: "5" };
const facts = (points: unknown) => ({
  ...blankFacts(new Date(0)),
  memory: { other: { at: "2026-11-24" }, hook: { trouble: null, values: { "webhook.points": points } } },
});
const holds = (points: unknown, given: Partial<AnswerCondition> = {}) =>
  answerHolds({ ...condition, ...given }, facts(points));

describe("a branch on what an earlier step has learned", () => {
  test("compares numbers as numbers, also those in text", () => {
    expect([holds(5), holds(4), holds("12"), holds("many")]).toEqual([true, false, true, false]);
    expect([holds(5, { compare: "at-most" }), holds(6, { compare: "at-most" })]).toEqual([true, false]);
  });
  test("compares words whatever their case", () => {
    expect(holds("Gold", { compare: "is", value: " gold" })).toBe(true);
    expect(holds(true, { compare: "is", value: "true" })).toBe(true);
    expect(holds("Gold", { compare: "is", value: "silver" })).toBe(false);
  });
  test("asks whether there is an answer at all", () => {
    expect([holds(0, { compare: "known" }), holds("", { compare: "known" })]).toEqual([true, true]);
    expect(answerHolds({ ...condition, compare: "known" }, blankFacts(new Date(0)))).toBe(false);
    expect(holds(5, { tag: "webhook.other", compare: "at-most" })).toBe(false);
  });
  test("names what is missing, and what it asks", () => {
    const tags = [{ name: "webhook.points", label: "", sample: "" }];
    expect(answerProblem(condition, tags)).toBeNull();
    expect(answerProblem(condition, [])).toContain("a step before this one");
    expect(answerProblem({ ...condition, tag: "customer.first_name" }, tags)).toContain("a step before this one");
    expect(answerProblem({ ...condition, value: "" }, tags)).toBe("Enter a value to compare with.");
    expect(answerProblem({ ...condition, value: "x" }, tags)).toBe("Enter a number.");
    expect(answerProblem({ ...condition, compare: "known", value: "" }, tags)).toBeNull();
    expect(answerInWords(condition)).toBe("webhook.points is at least 5");
  });
});
