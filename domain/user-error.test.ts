import { expect, test } from "vitest";
import { checkAll, UserError } from "./user-error.ts";

const wrong =
  (field: string | null, message = `wrong ${field}`) =>
  () => {
    throw new UserError("code", message, field);
  };

test("a form is told everything that is wrong with it, once for each field", () => {
  const check = () =>
    checkAll(
      () => {},
      wrong("name"),
      () => checkAll(wrong("body"), wrong("link")),
      wrong("name", "something else about the name"),
      wrong(null),
    );
  expect(check).toThrow(
    expect.objectContaining({
      field: "name",
      message: "wrong name",
      all: ["name", "body", "link", null].map((field) => expect.objectContaining({ field, message: `wrong ${field}` })),
    }),
  );
});

test("nothing is thrown when nothing is wrong, and a defect stays a defect", () => {
  expect(() => checkAll(() => {})).not.toThrow();
  const defect = new TypeError("ours");
  expect(() =>
    checkAll(wrong("name"), () => {
      throw defect;
    }),
  ).toThrow(defect);
});
