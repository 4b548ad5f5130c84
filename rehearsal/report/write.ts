import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rehearsal } from "../rehearse.ts";
import { pageOf } from "./page.ts";

/** Writes report.json and report.html into a folder, and returns the page's file. */
export function writeReport(folder: string, rehearsal: Rehearsal): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(rehearsal, null, 2)}\n`);
  const page = join(folder, "report.html");
  writeFileSync(page, pageOf(rehearsal));
  return page;
}
