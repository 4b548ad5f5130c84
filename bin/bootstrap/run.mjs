import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseNode } from "./choose-node.mjs";
import { installWhatIsMissing } from "./install.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Installs what is missing, then runs a TypeScript file of bin/ with the right Node, our arguments and our terminal, and
 * ends as it ends. It hears our signals, and our death through the channel between us.
 * @param {string} script Relative to the root.
 */
export async function run(script) {
  try {
    await installWhatIsMissing(root);
    const node = chooseNode(root);
    const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
    const path = [dirname(node), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
    const child = spawn(node, [...flags, join(root, script), ...process.argv.slice(2)], {
      cwd: root,
      env: { ...process.env, PATH: path },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? "SIGKILL"] ?? 9)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
