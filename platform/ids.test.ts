import { validate, version } from "uuid";
import { expect, test } from "vitest";
import { isId, newId } from "#platform/ids";

test("ids of one process are all different, ordered, and carry their time", () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => isId(id) && validate(id) && version(id) === 7)).toBe(true);
  const times = ids.map((id) => Number.parseInt(id.replace("-", "").slice(0, 12), 16));
  expect(times.every((time) => time >= before && time <= Date.now() + 1)).toBe(true);
});
