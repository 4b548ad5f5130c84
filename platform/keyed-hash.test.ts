import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keyedHash } from "./keyed-hash.ts";

test("the hash is the HMAC that every other program computes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.string({ unit: "grapheme", maxLength: 200 }), (bytes, text) => {
      const key = Buffer.from(bytes);
      expect(keyedHash(key)(text)).toBe(createHmac("sha256", key).update(text).digest("base64url"));
    }),
  );
});

test("the hash of a text does not depend on what was hashed before", () => {
  const hash = keyedHash(Buffer.alloc(32, "key"));
  const first = hash("+12125550123");
  hash("+12125550124");
  expect(hash("+12125550123")).toBe(first);
});
