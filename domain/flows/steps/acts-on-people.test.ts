import { describe, expect, test } from "vitest";
import { triggerType } from "#domain/flows/triggers/registry";
import { stepTypeOf } from "./registry.ts";

const around = { trigger: triggerType("customer-tagged"), purpose: "marketing" as const, mergeTags: [] };
const says = (type: string, config: unknown) => stepTypeOf(type)?.describe(config);
const problems = (type: string, config: object) =>
  stepTypeOf(type)
    ?.problems(config, around)
    .map(({ message }) => message);

describe.each(["tag", "untag"])("the tag of a %s step", (type) => {
  test.each([
    [" vip ", []],
    ["  ", ["Enter a tag."]],
    ["a,b", ["Tags can’t contain commas. Add one tag at a time."]],
    ["x".repeat(41), ["Tags are limited to 40 characters."]],
  ])("%j", (tag, found) => expect(problems(type, { tag })).toEqual(found));
});

const property = { name: "Favorite color", type: "text", value: "red", clears: false };

test("set-property says which property it sets, to what, or that it clears it", () => {
  expect(says("set-property", property)).toBe("Set the property “favorite_color” to “red”");
  expect(says("set-property", { ...property, type: "list", value: "a, b,a" })).toBe(
    "Set the property “favorite_color” to “a, b”",
  );
  expect(says("set-property", { ...property, clears: true })).toBe("Clear the property “favorite_color”");
  expect(says("set-property", { ...property, name: "" })).toBe("Set a property");
  expect(says("set-property", { ...property, value: "x".repeat(60) })).toBe(
    `Set the property “favorite_color” to “${"x".repeat(39)}…”`,
  );
});

test.each([
  [{}, []],
  [{ name: " " }, ["Enter the name of the property."]],
  [{ name: "色" }, ["Enter a name with letters from A to Z."]],
  [{ value: "" }, ["Enter a value."]],
  [{ value: "", clears: true }, []],
  [{ type: "number", value: "ten" }, ["Enter a number."]],
  [{ type: "number", value: "10" }, []],
  [{ type: "yes-no", value: "maybe" }, ["Choose yes or no."]],
  [{ type: "date", value: "30.11." }, ["Enter a date such as 2026-11-30."]],
  [{ type: "list", value: "," }, ["Enter up to 50 items of up to 255 characters, with commas between them."]],
])("set-property with %j", (part, found) => {
  expect(problems("set-property", { ...property, ...part })).toEqual(found);
});

test("the steps about lists name the list, and ask for one", () => {
  const list = { listId: "0193a1c0-0000-7000-8000-000000000001", listName: "Fair" };
  expect(says("add-to-list", list)).toBe("Add to the list “Fair”");
  expect(says("remove-from-list", list)).toBe("Remove from the list “Fair”");
  expect(says("add-to-list", { listId: null, listName: "" })).toBe("Add to a list");
  expect(problems("add-to-list", list)).toEqual([]);
  expect(problems("remove-from-list", { listId: null, listName: "" })).toEqual(["Choose the list."]);
});

test("start-flow names the flow, and asks for one", () => {
  const chosen = { flowId: "0193a1c0-0000-7000-8000-000000000001", flowName: "Welcome" };
  expect(says("start-flow", chosen)).toBe("Start the flow “Welcome”");
  expect(problems("start-flow", chosen)).toEqual([]);
  expect(says("start-flow", { flowId: null, flowName: "" })).toBe("Start another flow");
  expect(problems("start-flow", { flowId: null, flowName: "" })).toEqual(["Choose the flow to start."]);
});
