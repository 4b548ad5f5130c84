import { existsSync } from "node:fs";
import { step } from "../progress.ts";
import { aptInstall, findOnPath, mayUseApt } from "./apt.ts";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const HOW = `The browser tests need Chromium or Chrome, and there is none here. Install it and start this again:
  macOS    brew install --cask google-chrome
  Debian   sudo apt-get install chromium
  Ubuntu   sudo snap install chromium
  Fedora   sudo dnf install chromium
If you have one elsewhere, name its file in CHROMIUM_PATH.`;

/** The file of a Chromium: the one the environment names, an installed one, or Debian's, installed as root. */
export async function ensureChromium(): Promise<string> {
  const given = process.env.PLAYWRIGHT_CHROMIUM || process.env.CHROMIUM_PATH;
  if (given) return given;
  const installed = findChromium();
  if (installed !== null) return installed;
  if (!mayUseApt()) throw new Error(HOW);
  await step("Chromium installed (Debian's)", () => aptInstall("chromium"));
  const fresh = findChromium();
  if (fresh === null) throw new Error(HOW);
  return fresh;
}

function findChromium(): string | null {
  for (const command of COMMANDS) {
    const file = findOnPath(command);
    if (file !== null) return file;
  }
  return existsSync(MAC) ? MAC : null;
}
