import { expect, test } from "vitest";
import { fingerprintOf } from "#platform/fingerprint";
import { checkUnchanged } from "./form-version.ts";

const loaded = { helpText: "Write to us", optOutWords: ["ENOUGH"] };

function posted(version?: string): FormData {
  const form = new FormData();
  if (version !== undefined) form.set("version", version);
  return form;
}

test.each<[string, FormData, unknown, unknown]>([
  ["nothing was saved since", posted(fingerprintOf(loaded)), loaded, { ...loaded, helpText: "New" }],
  ["an answer was lost and the same is posted again", posted(fingerprintOf(loaded)), { a: 1 }, { a: 1 }],
  ["the page is of an older build", posted(), { a: 1 }, { a: 2 }],
])("a form is taken when %s", (_when, form, stored, next) => {
  expect(() => checkUnchanged(form, stored, next)).not.toThrow();
});

test("a form is refused when another tab saved something else since", () => {
  const other = { ...loaded, helpText: "From the other tab" };
  expect(() => checkUnchanged(posted(fingerprintOf(loaded)), other, { ...loaded, helpText: "Mine" })).toThrow(
    expect.objectContaining({ code: "changed-elsewhere", field: null }),
  );
});
