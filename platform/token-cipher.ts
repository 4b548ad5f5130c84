import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** One key of ENCRYPTION_KEYS. */
export interface CipherKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

export interface TokenCipher {
  /** Encrypts under the first key. `place` says where the value is kept: a value moved elsewhere does not open. */
  seal(plain: string, place: string): string;
  /** Null when the key it was sealed with is no longer among ours. Throws when the value was tampered with. */
  open(sealed: string, place: string): string | null;
}

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM. A sealed value reads `<key id>.<base64url of iv, tag, ciphertext>`. To rotate, put a new key in front of
 * ENCRYPTION_KEYS: whatever is written from then on is sealed with it, and the old key may go once all was rewritten.
 */
export function tokenCipher(keys: CipherKey[]): TokenCipher {
  const [first] = keys;
  if (!first) throw new Error("A cipher needs at least one key.");
  return {
    seal(plain, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, first.key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${first.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, place) {
      const dot = sealed.indexOf(".");
      const key = keys.find(({ id }) => id === sealed.slice(0, dot));
      if (!key) return null;
      const bytes = Buffer.from(sealed.slice(dot + 1), "base64url");
      const decipher = createDecipheriv(ALGORITHM, key.key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
    },
  };
}
