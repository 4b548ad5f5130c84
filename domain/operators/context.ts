import type { Context } from "#domain/context";
import type { TokenCipher } from "#platform/token-cipher";

/** What the verbs of accounts are given; the cipher seals the secrets of authenticators. */
export type OperatorsContext = Pick<Context, "db" | "clock"> & { cipher: TokenCipher };
