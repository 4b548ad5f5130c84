import type { Act } from "#domain/control/act";
import { addOperator, type FirstCredentials } from "#domain/operators/add";
import { disableOperator, enableOperator } from "#domain/operators/disable";
import { listOperators } from "#domain/operators/find";
import { resetOperator, unlockOperator } from "#domain/operators/reset";
import { ROLES, type Role } from "#domain/operators/roles";
import { readConfig } from "#platform/config";
import { tokenCipher } from "#platform/token-cipher";
import type { Command, Input } from "../command.ts";
import { chooseFrom, textOf } from "../options.ts";

/** Commands on the accounts of the operators' panel. The first account is made with them. */
export const accounts: Command[] = [
  {
    name: "operators",
    summary: "the accounts of the operators' panel",
    words: [0, 0],
    run: async (ctx) => ({ rows: await listOperators(ctx.db) }),
  },
  {
    name: "operators add",
    takes: "<name>",
    summary:
      "make an account and print, once, its password and authenticator secret; --role is reader, operator or owner",
    options: ["role", "because"],
    words: [1, 1],
    run: async (ctx, input) => {
      const shown = await addOperator({ ...ctx, cipher: cipher() }, { ...actOf(input), role: roleOf(input) });
      return { sentence: describe(input, shown) };
    },
  },
  {
    name: "operators reset",
    takes: "<name>",
    summary: "end a password, an authenticator secret and all sessions, and print new ones once",
    options: ["because"],
    words: [1, 1],
    run: async (ctx, input) => ({
      sentence: describe(input, await resetOperator({ ...ctx, cipher: cipher() }, actOf(input))),
    }),
  },
  {
    name: "operators unlock",
    takes: "<name>",
    summary: "after failed logins, let an account try again at once",
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => unlockOperator(ctx, actOf(input)),
  },
  {
    name: "operators disable",
    takes: "<name>",
    summary: "end an account's sessions and let no one log in with it",
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => disableOperator(ctx, actOf(input)),
  },
  {
    name: "operators enable",
    takes: "<name>",
    summary: "let a disabled account log in again",
    options: ["because"],
    words: [1, 1],
    run: (ctx, input) => enableOperator(ctx, actOf(input)),
  },
];

function actOf({ by, words: [name = ""], options }: Input): Act & { name: string } {
  return { by, name, because: textOf(options, "because") };
}

function roleOf({ options }: Input): Role {
  return chooseFrom(ROLES, textOf(options, "role"), "--role is missing or unknown");
}

/** Of the web process: it must open what is sealed here. */
function cipher() {
  return tokenCipher(readConfig().ENCRYPTION_KEYS);
}

function describe({ words: [name] }: Input, { password, secret, uri }: FirstCredentials): string {
  return `Log in at ${readConfig().SHOPIFY_APP_URL}/operations as ${name}. This is shown once:

  password       ${password}
  authenticator  ${secret}
                 ${uri}

Enter the secret into an authenticator app, or make a QR code of the address. The first login asks for a new password.`;
}
