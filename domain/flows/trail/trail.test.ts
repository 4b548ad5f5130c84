import { expect, test } from "vitest";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { longerTrail, readTrail, trailTo, writeTrail } from "./trail.ts";

const { steps } = abandonedCart.document;

test("a trail is written in one line and read again", () => {
  const taken = [
    { stepId: "wait-an-hour", arm: null },
    { stepId: "ordered", arm: "no" },
    { stepId: "remind", arm: null },
  ];
  expect(writeTrail(taken)).toBe("wait-an-hour ordered>no remind");
  expect(readTrail(writeTrail(taken))).toEqual(taken);
  expect(readTrail(writeTrail([]))).toEqual([]);
});

test("IDs and paths with spaces and arrows are read as they were", () => {
  const taken = [{ stepId: "a > b", arm: "50 % > c" }];
  expect(readTrail(writeTrail(taken))).toEqual(taken);
});

test("a step that held the person is in the trail once, with the path that it let them on", () => {
  const waiting = longerTrail([], { passed: ["wait", "reply"], arms: {} });
  expect(writeTrail(longerTrail(waiting, { passed: ["reply", "thanks"], arms: { reply: "happened" } }))).toBe(
    "wait reply>happened thanks",
  );
});

test("in a tree the next step tells the way to it", () => {
  expect(trailTo(steps, "wait-an-hour", false)).toEqual([]);
  expect(trailTo(steps, "ordered", false)).toEqual([{ stepId: "wait-an-hour", arm: null }]);
  expect(trailTo(steps, "ordered", true)?.map(({ stepId }) => stepId)).toEqual(["wait-an-hour", "ordered"]);
  expect(trailTo(steps, "remind", false)?.at(-1)).toEqual({ stepId: "ordered", arm: "no" });
  expect(trailTo(steps, "gone", false)).toBeNull();
});
