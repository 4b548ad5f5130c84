import { expect, test } from "vitest";
import { beginHistory, edit, redo, settle, undo } from "./undo-history.ts";

const flow = (text: string) => ({ text });
const [none, h, hi, bye] = [flow(""), flow("H"), flow("Hi"), flow("Bye")];

test("the keys of one text are undone together, until the merchant turns to something else", () => {
  const typed = edit(edit(beginHistory(none), h, "a"), hi, "a");
  expect(undo(typed).present).toBe(none);
  expect(undo(edit(settle(typed), bye, "a")).present).toBe(hi);
  expect(undo(edit(typed, bye, "b")).present).toBe(hi);
});

test("an edit after an undo drops what could be redone", () => {
  const undone = undo(edit(beginHistory(none), hi));
  expect(redo(undone).present).toBe(hi);
  expect(redo(edit(undone, bye)).present).toBe(bye);
  expect(undo(beginHistory(none)).present).toBe(none);
});

test("the document itself is no edit, and a long history drops its beginning", () => {
  const begun = beginHistory(none);
  expect(edit(begun, none)).toBe(begun);
  let long = begun;
  for (let n = 0; n < 500; n++) long = edit(long, flow(String(n)));
  expect(long.past).toHaveLength(200);
});
