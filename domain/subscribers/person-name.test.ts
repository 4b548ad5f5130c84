import { expect, test } from "vitest";
import { fullName, personName } from "./person-name.ts";

const phone = "+12125550100";

test("a person is called by the names that are known, and by the number when none is", () => {
  expect(personName({ firstName: "Ada", lastName: "Berg", phone })).toBe("Ada Berg");
  expect(personName({ firstName: null, lastName: "Berg", phone })).toBe("Berg");
  expect(personName({ firstName: "", lastName: null, phone })).toBe("+1 212 555 0100");
  expect(fullName({ firstName: "", lastName: null })).toBe("");
});

test("a person whose data was erased has neither", () => {
  expect(personName({ firstName: null, lastName: null, phone: null })).toBe("Number erased");
});
