import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { openProcess } from "#boot/open-process";
import { addOperator } from "#domain/operators/add";
import { listOperators } from "#domain/operators/find";
import { resetOperator, unlockOperator } from "#domain/operators/reset";
import { ROLES } from "#domain/operators/roles";
import { UserError } from "#domain/user-error";
import { readConfig } from "#platform/config";
import { tokenCipher } from "#platform/token-cipher";

const USAGE = `The accounts of the operators' panel. With the settings of the web process in the environment:

  node --experimental-strip-types bin/operators.ts add <name> --role reader|operator|owner
  node --experimental-strip-types bin/operators.ts reset <name>     a new password and code secret
  node --experimental-strip-types bin/operators.ts unlock <name>    after failed logins
  node --experimental-strip-types bin/operators.ts list
`;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { role: { type: "string" } } });
const [order = "", name = ""] = positionals;
const role = ROLES.find((it) => it === values.role);
const isKnown = order === "list" || (["reset", "unlock"].includes(order) && name) || (order === "add" && name && role);
if (!isKnown) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const config = { ...readConfig(), LOG_LEVEL: "silent" as const };
const { ctx: opened, close } = await openProcess(config, "operators");
const ctx = { ...opened, cipher: tokenCipher(config.ENCRYPTION_KEYS) };
const act = { name, by: { operator: `shell:${userInfo().username}` } };
try {
  if (order === "add" && role) say(await addOperator(ctx, { ...act, role }));
  if (order === "reset") say(await resetOperator(ctx, act));
  if (order === "unlock") process.stdout.write(`${(await unlockOperator(ctx, act)).sentence}\n`);
  if (order === "list")
    for (const it of await listOperators(ctx.db))
      process.stdout.write(`${it.name}: ${it.role}${it.disabledAt ? ", disabled" : ""}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await close();
}

function say({ password, secret, uri }: { password: string; secret: string; uri: string }): void {
  process.stdout.write(`Log in at ${config.SHOPIFY_APP_URL}/operations as ${name}. This is shown once:

  password       ${password}
  authenticator  ${secret}
                 ${uri}

Enter the secret into an authenticator app, or make a QR code of the address. The first login asks for a new password.
`);
}
