import { expect, test } from "vitest";
import { z } from "zod";
import { stepText, stepTypeNames, stepTypeOf, stepWaitMs } from "./registry.ts";
import { stepType } from "./step-type.ts";
import { blankFacts } from "./walk-facts.ts";

const says = (type: string, config: unknown) => stepTypeOf(type)?.describe(config);

test("each step says what it does in one sentence", () => {
  expect(says("wait", { minutes: 60 })).toBe("Wait 1 hour");
  expect(says("wait", { minutes: 1_530 })).toBe("Wait 1 day 1 hour 30 minutes");
  expect(says("wait", { minutes: 0 })).toBe("Wait 0 minutes");
  expect(says("send", { text: "" })).toBe("Send a text");
  expect(says("send", { text: "Hi {{ customer.first_name }}, your candle is still in your cart" })).toBe(
    "Send “Hi [first name], your candle is still i…”",
  );
  expect(says("branch", { condition: { kind: "ordered-since-start" } })).toBe("If they ordered since the flow started");
  expect(says("branch", { condition: { kind: "total-at-least", micros: 50_000_000 } })).toBe(
    "If the total is at least 50.00",
  );
  expect(says("branch", { condition: { kind: "first-order" } })).toBe("If they had never ordered before");
  expect(says("tag", { tag: " vip " })).toBe("Add the tag “vip”");
  expect(says("untag", { tag: "vip" })).toBe("Remove the tag “vip”");
  expect(says("tag", { tag: "" })).toBe("Add a tag");
  expect(says("exit", {})).toBe("Exit the flow");
});

test("a branch whose conditions leave out a default is described, and lets people on", () => {
  const rules = { type: "not", rule: { type: "clicks", period: { kind: "last", days: 30 } } };
  const config = { condition: { kind: "segment", rules } };
  expect(says("branch", config)).toBe("If they match “People who have not clicked in the last 30 days”");
  const facts = { ...blankFacts(new Date("2026-11-24T15:00:00Z")), matches: () => true };
  expect(stepTypeOf("branch")?.advance(config, facts, "branch")).toEqual({ kind: "arm", arm: "yes" });
});

test("the builder's menu names every type, and an unknown one is known to be unknown", () => {
  expect(stepTypeNames).toEqual([
    "wait",
    "wait-until-time",
    "wait-until-date",
    "wait-for-event",
    "send",
    "branch",
    "random-split",
    "tag",
    "untag",
    "set-property",
    "add-to-list",
    "remove-from-list",
    "start-flow",
    "discount-code",
    "webhook",
    "fetch",
    "notify-staff",
    "exit",
  ]);
  expect(stepTypeOf("constructor")).toBeNull();
});

test.each(stepTypeNames)("a new %s step has settings that its own schema takes", (name) => {
  const type = stepTypeOf(name);
  expect(type?.config.parse(type.initial)).toEqual(type?.initial);
});

test("a type declares whether it sends or waits, and does just that with a person", () => {
  const send = { type: "send", config: { text: "Hi" } };
  const wait = { type: "wait", config: { minutes: 2 } };
  const exit = { type: "exit", config: {} };
  const unknown = { type: "constructor", config: {} };
  expect([send, wait, exit, unknown].map(stepText)).toEqual(["Hi", null, null, null]);
  expect([send, wait, exit, unknown].map(stepWaitMs)).toEqual([null, 120_000, null, null]);
  const facts = blankFacts(new Date("2026-11-24T15:00:00Z"));
  expect(stepTypeOf("send")?.advance(send.config, facts, "s")).toEqual({ kind: "say", text: "Hi" });
  expect(stepTypeOf("wait")?.advance(wait.config, facts, "w")).toEqual({ kind: "wait", ms: 120_000 });
});

test("a type that sends without declaring it does not compile", () => {
  const like = { title: "Shout", initial: {}, config: z.object({}), describe: () => "Shout", problems: () => [] };
  // @ts-expect-error: only a type with `sends` may say something.
  const undeclared = stepType({ ...like, advance: () => ({ kind: "say", text: "HI" }) });
  expect(stepType({ ...like, sends: () => "HI" }).text({})).toBe("HI");
  expect(undeclared.text({})).toBeNull();
});
