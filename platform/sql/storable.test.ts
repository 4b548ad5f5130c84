import { expect, test } from "vitest";
import { storableJson, storableText } from "./storable.ts";

test("null bytes and broken surrogates are taken out, everything else stays", () => {
  expect(storableText("a\u0000b\ud800 😀")).toBe("ab\ufffd 😀");
  expect(JSON.parse(storableJson({ a: ["x\u0000", "\\u0000"], b: null, at: new Date(0) }))).toEqual({
    a: ["x", "\\u0000"],
    b: null,
    at: "1970-01-01T00:00:00.000Z",
  });
});
