import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { pictureOf } from "./picture-of.ts";

test("the picture says that people leave when they order only where they do", () => {
  const detailsOf = (settings: object) =>
    pictureOf(parseDocument({ purpose: "marketing", trigger: { kind: "after-nth-order", settings }, steps: [] }), "USD")
      .start.details;
  expect(detailsOf({ leavesOnOrder: true })).toMatch(/^Ends when they order\. /);
  expect(detailsOf({ leavesOnOrder: false })).not.toContain("Ends when they order");
});
