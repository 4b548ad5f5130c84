import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** A prepared statement: PostgreSQL plans it once a connection, under this name. */
export interface Statement {
  name: string;
  text: string;
}

/** The one statement of an SQL file that lies beside the module: `statementFile(import.meta.url, "./claim-chunk.sql")`. */
export function statementFile(moduleUrl: string, path: string): Statement {
  const file = fileURLToPath(new URL(path, moduleUrl));
  return { name: basename(file, ".sql"), text: readFileSync(file, "utf8") };
}

/** A short statement written where it is used. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}
