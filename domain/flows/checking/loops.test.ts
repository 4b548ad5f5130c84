import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { linksOf, loopThrough } from "./loops.ts";

const ID = (n: number) => `0193c0de-0000-7000-8000-00000000000${n}`;
const flow = (n: number, trigger: object, ...steps: object[]) =>
  linksOf({
    id: ID(n),
    name: `Flow ${n}`,
    document: parseDocument({
      purpose: "marketing",
      trigger,
      steps: steps.map((step, i) => ({ id: `s${i}`, ...step })),
    }),
  });
const tag = (name: string) => ({ type: "tag", config: { tag: name } });
const start = (n: number) => ({ type: "start-flow", config: { flowId: ID(n), flowName: `Flow ${n}` } });
const tagged = (name: string) => ({ kind: "customer-tagged", settings: { tag: name } });
const placed = { kind: "order-placed" };

test("a flow that adds its own tag, or starts itself, is a loop", () => {
  expect(loopThrough(flow(1, tagged("VIP "), tag("vip")), [])).toEqual(["Flow 1", "Flow 1"]);
  expect(loopThrough(flow(1, placed, start(1)), [])).toEqual(["Flow 1", "Flow 1"]);
});

test("a loop through other flows is named by the shortest way", () => {
  const others = [flow(2, tagged("a"), start(3), tag("z")), flow(3, tagged("b"), tag("home")), flow(4, tagged("c"))];
  const first = flow(1, tagged("home"), tag("a"), tag("c"));
  expect(loopThrough(first, others)).toEqual(["Flow 1", "Flow 2", "Flow 3", "Flow 1"]);
});

test("flows that start each other one way are no loop, and a loop of others isn't this flow's", () => {
  expect(loopThrough(flow(1, placed, tag("a")), [flow(2, tagged("a"), tag("b"))])).toBeNull();
  expect(loopThrough(flow(1, placed, start(2)), [flow(2, tagged("a"), tag("a"))])).toBeNull();
});
