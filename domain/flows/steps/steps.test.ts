import { expect, test } from "vitest";
import { stepTypeNames, stepTypeOf } from "./registry.ts";

const says = (type: string, config: unknown) => stepTypeOf(type)?.describe(config);

test("each step says what it does in one sentence", () => {
  expect(says("wait", { minutes: 60 })).toBe("Wait 1 hour");
  expect(says("wait", { minutes: 1_530 })).toBe("Wait 1 day 1 hour 30 minutes");
  expect(says("wait", { minutes: 0 })).toBe("Wait 0 minutes");
  expect(says("send", { text: "" })).toBe("Send a text");
  expect(says("send", { text: "Hi {{ customer.first_name }}, your candle is still in your cart" })).toBe(
    "Send “Hi [first name], your candle is still i…”",
  );
  expect(says("branch", { condition: { kind: "ordered-since-start" } })).toBe("If they ordered since the start");
  expect(says("branch", { condition: { kind: "total-at-least", micros: 50_000_000 } })).toBe(
    "If the total is at least 50.00",
  );
  expect(says("branch", { condition: { kind: "first-order" } })).toBe("If they had never ordered before");
  expect(says("exit", {})).toBe("Exit the flow");
});

test("the builder's menu names every type, and an unknown one is known to be unknown", () => {
  expect(stepTypeNames).toEqual(["wait", "send", "branch", "exit"]);
  expect(stepTypeOf("constructor")).toBeNull();
});
