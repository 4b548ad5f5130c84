import { validate, version } from "uuid";
import { expect, test } from "vitest";
import { isId, newId, newIdBytes } from "./ids.ts";

test("ids of one process are all different, ordered, and carry their time", () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => isId(id) && validate(id) && version(id) === 7)).toBe(true);
  const times = ids.map((id) => Number.parseInt(id.replace("-", "").slice(0, 12), 16));
  expect(times.every((time) => time >= before && time <= Date.now() + 1)).toBe(true);
});

test("ids made as bytes are of the same kind, carry their time and are all different", () => {
  const before = Date.now();
  const bytes = newIdBytes(20_000);
  const ids = Array.from({ length: 20_000 }, (_, at) => {
    const hex = bytes.subarray(at * 16, at * 16 + 16).toString("hex");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => isId(id) && validate(id) && version(id) === 7)).toBe(true);
  expect(bytes.readUIntBE(0, 6)).toBeGreaterThanOrEqual(before);
  const every256th = ids.filter((_, at) => at % 256 === 0);
  expect([...every256th].sort()).toEqual(every256th);
});
