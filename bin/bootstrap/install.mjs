// Plain JavaScript without dependencies: runs on whatever Node is there, before anything is installed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs `npm ci` when node_modules does not match the lock file; otherwise returns at once.
 * @param {string} root
 */
export async function installWhatIsMissing(root) {
  if (isInstalled(root)) return;
  const started = Date.now();
  process.stdout.write("… Installing packages from the lock file (a minute or so, once)\n");
  await npm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  process.stdout.write(`✓ Packages installed  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/**
 * npm writes what it really installed into node_modules at the very end. Contents are compared, not times: a copy of a
 * clone, or an `npm install` that writes the two files in its own order, must not set off another installation.
 * @param {string} root
 */
export function isInstalled(root) {
  const installedFile = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  for (const [path, { version, link, optional, devOptional }] of Object.entries(wanted)) {
    if (link) {
      // A workspace of ours: npm links its folder.
      if (!existsSync(join(root, path))) return false;
      continue;
    }
    if (path === "" || (installed[path] === undefined && (optional || devOptional))) continue; // another platform's
    if (installed[path]?.version !== version) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/**
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  // Under `npm run`, the very npm that runs us.
  const script = process.env.npm_execpath;
  const isScript = script !== undefined && /\.c?js$/.test(script) && script.includes("npm");
  const [command, first] = isScript ? [process.execPath, [script]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve(undefined) : reject(new Error(`npm ${args[0]} failed.`))));
  });
}
