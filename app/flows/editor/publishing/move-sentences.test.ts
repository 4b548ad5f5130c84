import { expect, test } from "vitest";
import { moveSentences } from "./move-sentences.ts";

const none = { state: "finished" as const, total: 1_310, moved: 1_204, left: 0, stayed: 0, busy: 0 };

test("a move says how many were moved, and what happened to everyone else", () => {
  expect(moveSentences({ ...none, busy: 12, stayed: 60, left: 1, total: 1_310 })).toEqual({
    headline: "Moved 1,204 of 1,310 people.",
    details: [
      "1 person left the flow because their step was removed.",
      "60 people stay in an older version, as you chose.",
      "12 people stay in an older version because their text is on its way.",
      "33 people had left or finished the flow by then.",
    ],
  });
  expect(moveSentences({ ...none, state: "stopped", moved: 1_309 }).details).toEqual([
    "1 person wasn’t moved. People who were moved stay in the new version.",
  ]);
  expect(moveSentences({ ...none, total: 1_204 }).details).toEqual([]);
});
