import { expect, test } from "vitest";
import { stepTypeNames } from "#domain/flows/steps/registry";
import { stepFormOf } from "./registry.ts";

test.each([...stepTypeNames])("the editor has a form for steps of the type %s", (type) => {
  expect(stepFormOf(type).Form).toBeTypeOf("function");
});

test("a type without a form is named", () => {
  expect(() => stepFormOf("teleport")).toThrow("no form for steps of the type teleport");
});
