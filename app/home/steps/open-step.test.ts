import { expect, test } from "vitest";
import type { SetupStep } from "#domain/shops/setup";
import { chooseStep, openStep } from "./open-step.ts";

const all: SetupStep[] = ["sender", "consent", "flow", "test-text"];
const after = (...done: SetupStep[]) => all.map((step) => ({ step, isDone: done.includes(step) }));

test("at first the next step to do is open, and none once all are done", () => {
  expect(openStep(after(), null)).toBe("sender");
  expect(openStep(after("sender", "flow"), null)).toBe("consent");
  expect(openStep(after(...all), null)).toBeNull();
});

test.each<[string, SetupStep[], SetupStep, SetupStep[], SetupStep | null]>([
  ["the next one", ["sender"], "consent", ["sender", "consent"], "flow"],
  ["one out of turn", [], "flow", ["flow"], "sender"],
  ["the last one", ["sender", "consent", "flow"], "test-text", all, null],
  ["one while another is undone", ["sender"], "consent", ["consent"], "sender"],
])("a step that the merchant opened is closed once it is finished: %s", (_which, before, opened, now, open) => {
  const chosen = chooseStep(after(...before), opened);
  expect(openStep(after(...before), chosen)).toBe(opened);
  expect(openStep(after(...now), chosen)).toBe(open);
});

test("a finished step may be opened again, and a closed guide stays closed until something is finished", () => {
  expect(openStep(after("sender"), chooseStep(after("sender"), "sender"))).toBe("sender");
  const closed = chooseStep(after("sender"), "none");
  expect(openStep(after("sender"), closed)).toBeNull();
  expect(openStep(after("sender", "consent"), closed)).toBe("flow");
});
