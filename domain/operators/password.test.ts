import { expect, test } from "vitest";
import { hashPassword, isPassword, randomPassword } from "./password.ts";

test("a password is stored as its hash with the parameters, and only the same password fits", async () => {
  const stored = await hashPassword("correct horse battery");
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(stored).not.toBe(await hashPassword("correct horse battery"));
  expect(await isPassword("correct horse battery", stored)).toBe(true);
  expect(await isPassword("correct horse batterx", stored)).toBe(false);
  // The same letters, composed another way.
  expect(await isPassword("caf\u00e9 au lait", await hashPassword("cafe\u0301 au lait"))).toBe(true);
});

test("a hash that was made with other parameters still fits", async () => {
  const cheap = "scrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA$";
  const { scryptSync } = await import("node:crypto");
  const key = scryptSync("an older one", Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 });
  expect(await isPassword("an older one", cheap + key.toString("base64url"))).toBe(true);
});

test("an account that isn't there has no password", async () => {
  expect(await isPassword("", null)).toBe(false);
});

test("a random password has 96 bits and can be read aloud", () => {
  expect(randomPassword()).toMatch(/^([a-z2-7]{5}-){3}[a-z2-7]{5}$/);
  expect(randomPassword()).not.toBe(randomPassword());
});
