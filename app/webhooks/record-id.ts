import { createHash } from "node:crypto";

/** The members that name a delivery's record. Every topic with a record of its own has one of them at the top. */
const NAMES: ReadonlySet<string> = new Set([
  "id",
  "token", // checkouts/create and checkouts/update
  "admin_graphql_api_customer_deleted_id", // customers/merge
  "customerId", // customer.tags_added and customer.tags_removed
]);

/**
 * Tells apart the deliveries of one event: the id of the record that a body is about, else a digest of the whole body
 * (the privacy topics name their record further inside). Digits stay as they are written: as numbers, two ids beyond 2^53
 * could become one. Never throws, whatever the body is.
 */
export function recordIdIn(body: Buffer): string {
  return topScalar(body.toString("utf8")) ?? createHash("sha256").update(body).digest("base64url");
}

/** The first member of the outermost object that is one of NAMES, as it is written. */
function topScalar(json: string): string | null {
  const token = /\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+)/gy;
  let depth = 0;
  let before = "";
  let name: string | null = null;
  for (let found = token.exec(json)?.[1]; found !== undefined; found = token.exec(json)?.[1]) {
    if (found === "{" || found === "[") depth += 1;
    else if (found === "}" || found === "]") depth -= 1;
    else if (found === ":" && depth === 1) name = dropQuotes(before);
    else if (depth === 1 && name !== null && NAMES.has(name) && isIdentifier(found)) return dropQuotes(found);
    if (found !== ":") name = null;
    before = found;
  }
  return null;
}

function isIdentifier(value: string): boolean {
  return value !== "null" && value.length <= 256;
}

function dropQuotes(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}
