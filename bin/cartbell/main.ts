import { userInfo } from "node:os";
import { openProcess } from "#boot/open-process";
import { runMain } from "#boot/run-main";
import { UserError } from "#domain/user-error";
import { readConfig } from "#platform/config";
import { UsageError } from "./command.ts";
import { parseCommand } from "./parse.ts";
import { printed } from "./print.ts";

/** `npm run cartbell -- <words>`: what the operators' panel does, from a shell. */
async function main(): Promise<void> {
  try {
    const asked = parseCommand(process.argv.slice(2));
    if (asked.kind === "help") process.stdout.write(asked.text);
    else await run(asked);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

async function run({ command, input, isJson }: Extract<ReturnType<typeof parseCommand>, { kind: "run" }>) {
  const { ctx, close } = await openProcess({ ...readConfig(), LOG_LEVEL: "silent" }, "cartbell");
  try {
    const output = await command.run(ctx, { ...input, by: { operator: `shell:${userInfo().username}` } });
    process.stdout.write(isJson ? `${JSON.stringify(output, null, 2)}\n` : printed(output));
  } finally {
    await close();
  }
}

await runMain(main);
