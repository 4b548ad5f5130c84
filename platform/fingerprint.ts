import { createHash } from "node:crypto";
import { sortedJson } from "./sorted-json.ts";

/** A short text that differs when the value differs. The order of an object's keys does not matter. */
export function fingerprintOf(value: unknown): string {
  return createHash("sha256").update(sortedJson(value)).digest("base64url").slice(0, 22);
}
