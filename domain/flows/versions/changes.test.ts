import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { changesSentence } from "./changes.ts";

const wait = (id: string, minutes: number) => ({ id, type: "wait", config: { minutes } });
const send = (id: string, text: string) => ({ id, type: "send", config: { text } });
const flow = (steps: unknown[], trigger: object = {}) =>
  parseDocument({ purpose: "marketing", trigger: { kind: "order-paid", ...trigger }, steps });
const before = flow([wait("w", 60), send("s", "Hello")]);

test("a version says in one sentence what it changed", () => {
  expect(changesSentence(null, before)).toBe("First version, with 2 steps.");
  expect(changesSentence(before, flow([wait("w", 60), send("s", "Hello")]))).toBe("No changes.");
  expect(changesSentence(before, flow([wait("w", 120), send("s", "Hi")]))).toBe(
    "Changed the words of “Send Hi” and changed “Wait 2 hours”.",
  );
  expect(changesSentence(before, flow([send("s", "Hello"), wait("new", 1_440), send("t", "Bye")]))).toBe(
    "Added 2 steps and removed “Wait 1 hour”.",
  );
});

test("a version says that steps moved, and that other people enter", () => {
  expect(changesSentence(before, flow([send("s", "Hello"), wait("w", 60)]))).toBe("Moved steps.");
  const once = { reentry: { kind: "once" } };
  expect(changesSentence(before, flow([wait("w", 60), send("s", "Hello")], once))).toBe("Changed who enters.");
});

test("steps that go on inside a new branch were not moved", () => {
  const branch = {
    id: "b",
    type: "branch",
    config: { condition: { kind: "ordered-since-start" } },
    arms: { yes: [send("s", "Hello")], no: [] },
  };
  expect(changesSentence(before, flow([wait("w", 60), branch]))).toBe(
    "Added “If they ordered since the flow started”.",
  );
  const other = { ...branch, arms: { yes: [], no: [send("s", "Hello")] } };
  expect(changesSentence(flow([wait("w", 60), branch]), flow([wait("w", 60), other]))).toBe("Moved steps.");
});
