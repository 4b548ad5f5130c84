import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { tokenCipher } from "./token-cipher.ts";

const old = { id: "2025", key: randomBytes(32) };
const young = { id: "2026", key: randomBytes(32) };

test("what is sealed opens again, and never looks the same twice", () => {
  const cipher = tokenCipher([young]);
  const [once, twice] = [cipher.seal("shpat_abc", "here"), cipher.seal("shpat_abc", "here")];
  expect(once).not.toBe(twice);
  expect(once).not.toContain("shpat_abc");
  expect(cipher.open(once, "here")).toBe("shpat_abc");
  expect(cipher.open(twice, "here")).toBe("shpat_abc");
});

test("a new key in front seals from then on, and the old one still opens", () => {
  const before = tokenCipher([old]).seal("shpat_abc", "here");
  const rotated = tokenCipher([young, old]);
  expect(rotated.open(before, "here")).toBe("shpat_abc");
  expect(rotated.seal("shpat_abc", "here")).toMatch(/^2026\./);
});

test("what was sealed with a key that is gone is lost, not an error", () => {
  expect(tokenCipher([young]).open(tokenCipher([old]).seal("shpat_abc", "here"), "here")).toBeNull();
});

test("a value that was changed, or moved to another place, does not open", () => {
  const cipher = tokenCipher([young]);
  const sealed = cipher.seal("shpat_abc", "here");
  expect(() => cipher.open(sealed, "elsewhere")).toThrow();
  const [id, body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => cipher.open(`${id}.${bytes.toString("base64url")}`, "here")).toThrow();
});
