import { describe, expect, test } from "vitest";
import { everyStep, type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { copyOf, withNewIds } from "./copy.ts";
import { type Edited, insertSteps, moveDown, moveStep, moveUp, newStep, removeStep, withConfig } from "./edit.ts";

const text = (id: string) => ({ id, type: "send", config: { text: id }, arms: {} });
const exit = (id: string) => ({ id, type: "exit", config: {}, arms: {} });
const fork = (id: string, yes: object[], no: object[]) => ({
  ...{ id, type: "branch", config: { condition: { kind: "first-order" } } },
  arms: { yes, no },
});
const flow = (...steps: object[]): FlowDocument =>
  parseDocument({ purpose: "marketing", trigger: { kind: "order-placed" }, steps });

/** "a if(b|c)": the tree in one line. */
const drawn = (result: Edited | FlowDocument): string => {
  if ("steps" in result) return result.steps.map(drawnStep).join(" ");
  return result.kind === "edited" ? drawn(result.document) : result.because;
};
const drawnStep = (step: FlowDocument["steps"][number]): string => {
  const arms = Object.values(step.arms).map((arm) => arm.map(drawnStep).join(" "));
  return arms.length === 0 ? step.id : `${step.id}(${arms.join("|")})`;
};

const AT_TOP = { path: null };

describe("inserting", () => {
  test("puts a step on the edge that was chosen", () => {
    const before = flow(text("a"), text("b"));
    expect(drawn(insertSteps(before, { ...AT_TOP, index: 1 }, [text("new")]))).toBe("a new b");
    expect(drawn(insertSteps(before, { ...AT_TOP, index: 2 }, [text("new")]))).toBe("a b new");
    expect(drawn(before)).toBe("a b");
  });

  test("a branch takes what came after it into its first arm", () => {
    const before = flow(text("a"), text("b"));
    expect(drawn(insertSteps(before, { ...AT_TOP, index: 1 }, [newStep("branch", "if")]))).toBe("a if(b|)");
  });

  test("a pasted branch goes on with the rest where an arm is open", () => {
    const pasted = fork("if", [exit("x")], [text("c")]) as FlowDocument["steps"][number];
    expect(drawn(insertSteps(flow(text("a")), { ...AT_TOP, index: 0 }, [pasted]))).toBe("if(x|c a)");
  });

  test("nothing is inserted after the end of a path, and an exit not before a rest", () => {
    const before = flow(text("a"), fork("if", [exit("x")], []));
    expect(drawn(insertSteps(before, { ...AT_TOP, index: 2 }, [text("new")]))).toBe("after-the-end");
    expect(drawn(insertSteps(before, { ...AT_TOP, index: 1 }, [newStep("exit", "new")]))).toBe("before-the-rest");
  });

  test("a flow has no more than 100 steps", () => {
    const full = flow(...Array.from({ length: 99 }, (_, n) => text(`t${n}`)));
    const one = insertSteps(full, { ...AT_TOP, index: 0 }, [newStep("wait", "w")]);
    expect(one.kind).toBe("edited");
    expect(drawn(insertSteps(full, { ...AT_TOP, index: 0 }, [newStep("wait", "w"), newStep("wait", "v")]))).toBe(
      "too-many-steps",
    );
  });
});

describe("removing", () => {
  test("closes the gap, and names the step to look at next", () => {
    const removed = removeStep(flow(text("a"), text("b"), text("c")), "b", null);
    expect(drawn(removed)).toBe("a c");
    expect(removed).toMatchObject({ focus: "c" });
    expect(removeStep(flow(text("a"), text("b")), "b", null)).toMatchObject({ focus: "a" });
    expect(removeStep(flow(text("a")), "a", null)).toMatchObject({ focus: null });
  });

  test("a branch leaves the arm that was chosen in its place, or none", () => {
    const before = flow(text("a"), fork("if", [text("b")], [text("c"), exit("x")]));
    expect(drawn(removeStep(before, "if", "no"))).toBe("a c x");
    expect(drawn(removeStep(before, "if", "yes"))).toBe("a b");
    expect(drawn(removeStep(before, "if", null))).toBe("a");
    expect(drawn(removeStep(before, "x", null))).toBe("a if(b|c)");
  });
});

describe("moving", () => {
  const before = flow(text("a"), text("b"), fork("if", [text("c")], [text("d"), exit("x")]));

  test.each([
    ["b", "b a if(c|d x)"],
    ["if", "a if(b c|d x)"],
    ["c", "a b c if(|d x)"],
    ["a", "at-the-edge"],
    ["x", "before-the-rest"],
  ])("%s up", (id, after) => expect(drawn(moveUp(before, id))).toBe(after));

  test.each([
    ["a", "b a if(c|d x)"],
    ["b", "a if(b c|d x)"],
    ["c", "at-the-edge"],
    ["d", "before-the-rest"],
    ["if", "at-the-edge"],
  ])("%s down", (id, after) => expect(drawn(moveDown(before, id))).toBe(after));

  test("anywhere else, but not into its own arms", () => {
    expect(drawn(moveStep(before, "a", { path: { stepId: "if", arm: "no" }, index: 1 }))).toBe("b if(c|d a x)");
    expect(drawn(moveStep(before, "a", { path: null, index: 2 }))).toBe("b a if(c|d x)");
    expect(drawn(moveStep(before, "if", { path: { stepId: "if", arm: "no" }, index: 0 }))).toBe("inside-itself");
    expect(drawn(moveStep(before, "if", { path: null, index: 0 }))).toBe("if(c a b|d x)");
  });
});

test("a copy of a step has its arms, a copy of a path all that follows, and both have new ids", () => {
  const { steps } = flow(text("a"), text("b"), fork("if", [text("c")], []));
  expect(copyOf(steps, "if", "step").map(drawnStep)).toEqual(["if(c|)"]);
  expect(copyOf(steps, "b", "path").map(drawnStep)).toEqual(["b", "if(c|)"]);
  let n = 0;
  expect(withNewIds(copyOf(steps, "b", "path"), () => `n${n++}`).map(drawnStep)).toEqual(["n0", "n1(n2|)"]);
});

test("an edit keeps the steps it does not touch, so that screens draw only what changed", () => {
  const before = flow(text("a"), fork("if", [text("b")], [text("c")]));
  const after = withConfig(before, "b", { text: "other" });
  expect(everyStep(after.steps).map(({ config }) => config)).toContainEqual({ text: "other" });
  expect(after.steps[0]).toBe(before.steps[0]);
  expect(after.steps[1]?.arms.no).toBe(before.steps[1]?.arms.no);
  expect(withConfig(before, "gone", {})).toBe(before);
});
