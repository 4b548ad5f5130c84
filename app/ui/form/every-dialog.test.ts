import { expect, test } from "vitest";
import { DIALOGS, filesWithDialogs } from "../../../test/browser/pages/dialogs.ts";

const byName = (one: string, other: string) => one.localeCompare(other, "en");

test("every dialog of the app is in the table of those that axe looks at", () => {
  expect(DIALOGS.map(({ file }) => file).toSorted(byName)).toEqual(filesWithDialogs().toSorted(byName));
});
