import { expect, test } from "vitest";
import { isStoreId } from "./store-id.ts";

test("an id is a whole number from 1 that fits into 64 bits, written without zeros before it", () => {
  expect(["1", "44120", "9223372036854775807"].filter(isStoreId)).toHaveLength(3);
  const none = ["", "0", "007", "-1", "1.5", "1e3", " 1", "1\n", "9223372036854775808", "99999999999999999999", "١"];
  expect(none.filter(isStoreId)).toEqual([]);
});
