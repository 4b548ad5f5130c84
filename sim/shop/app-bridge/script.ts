import { readFileSync } from "node:fs";

/** In the order in which one needs another. */
const files = [
  "channel",
  "launch",
  "id-token",
  "fetch",
  "history",
  "watch",
  "nav-menu",
  "title-bar",
  "save-bar",
  "form-save-bar",
  "modal",
  "styles",
  "apis",
  "main",
];

/**
 * The App Bridge stand-in as one classic script, as the real one is: it must have run before the app's own modules,
 * so it can't be a module itself. Its files are joined and their import and export words dropped.
 */
export function appBridgeScript(): string {
  const parts = files.map((name) => readFileSync(new URL(`${name}.js`, import.meta.url), "utf8"));
  const joined = parts.map((text) => text.replace(/^import[\s\S]*?from "[^"]+";\n/gm, "").replace(/^export /gm, ""));
  return `(() => {\n"use strict";\n${joined.join("\n")}\n})();\n`;
}
