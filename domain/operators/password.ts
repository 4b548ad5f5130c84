import { type BinaryLike, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { Secret } from "otpauth";

/** 32 MB and some hundred milliseconds for each try. OWASP Password Storage Cheat Sheet, scrypt: N = 2^15, r = 8, p = 3. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MOST_BYTES = 64 * 1024 ** 2;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What an account that isn't there is compared with: a wrong name takes as long as a wrong password. */
const OF_NO_ONE = encode(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

/** One at a time: a flood of logins takes one core and 32 MB of this process, not all of them. */
let last: Promise<unknown> = Promise.resolve();

/** `scrypt$N$r$p$salt$hash`: the parameters are stored, so they can be raised for new passwords. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return encode(cost, salt, await derive(password, salt, cost));
}

/** Whether it is the password. Without a stored one it is not, after the same time. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = "", hash = ""] = (stored ?? OF_NO_ONE).split("$");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, "base64url"), cost);
  return timingSafeEqual(derived, Buffer.from(hash, "base64url")) && stored !== null;
}

/** Twenty letters and digits, 96 bits, in groups that can be read aloud. */
export function randomPassword(): string {
  const text = new Secret({ size: 12 }).base32.toLowerCase();
  return text.replace(/(.{5})(?=.)/g, "$1-");
}

function encode({ N, r, p }: typeof COST, salt: Buffer, hash: Buffer): string {
  return ["scrypt", N, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

function derive(password: string, salt: BinaryLike, cost: typeof COST): Promise<Buffer> {
  const run = last.then(() => deriveNow(password.normalize("NFKC"), salt, { ...cost, maxmem: MOST_BYTES }));
  last = run.catch(() => {});
  return run;
}

function deriveNow(password: string, salt: BinaryLike, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
