import { codesOf, errorChain, wordsOf } from "./error-chain.ts";
import { isNetworkCode } from "./network.ts";

/**
 * Why the database cannot do its work just now. Nothing is wrong with the statement in any of these; the same statement
 * works once the database does.
 * - unreachable: no connection could be made or it was lost, the server is starting or stopping, or nothing answers in time;
 * - refused: it answers and lets us in no more (connections used up, password changed, database renamed);
 * - read-only: a standby, or a primary that became one;
 * - full: no disk, memory or other resource is left;
 * - schema: the tables are not those that this version of Cartbell needs.
 */
export type DatabaseTrouble = "unreachable" | "refused" | "read-only" | "full" | "schema";

/** The trouble that an error of a query, a transaction or Prisma tells of; null when the database itself is well. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  for (const link of errorChain(error)) {
    for (const code of codesOf(link)) {
      const trouble = BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
      if (trouble) return trouble;
      if (isNetworkCode(code)) return "unreachable";
    }
    const trouble = BY_WORDS.find(([pattern]) => pattern.test(wordsOf(link)))?.[1];
    if (trouble) return trouble;
  }
  return null;
}

/** True when the database itself is away or cannot work: the caller answers "try again", and nothing is a defect. */
export function isDatabaseDown(error: unknown): boolean {
  return databaseTrouble(error) !== null;
}

/**
 * SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html), Prisma's codes
 * (https://www.prisma.io/docs/orm/reference/error-reference) and the kinds of its adapter for node-postgres.
 */
const BY_CODE: [RegExp, DatabaseTrouble][] = [
  // 08: the connection, and everything PgBouncer itself has to say; 57P: shutting down, crashed, starting, idle too long.
  [/^(08\w{3}|57P0[1-5])$/, "unreachable"],
  // 25P03: the server ended a transaction that was idle; 58: its files or its system failed.
  [/^(25P03|58\w{3})$/, "unreachable"],
  // A PgBouncer in transaction mode lost or mixed up named statements: the address lacks pgbouncer=true.
  [/^(26000|42P05)$/, "refused"],
  [/^(53300|28000|28P01|3D000|55000)$/, "refused"],
  [/^25006$/, "read-only"],
  [/^53\w{3}$/, "full"],
  [/^(SCHEMA_BEHIND|42P01|42703|42883|42704|3F000|42501)$/, "schema"],
  [/^P(1001|1002|1008|1011|1017|2024|2028)$/, "unreachable"],
  [/^P(1000|1003|1010|2037)$/, "refused"],
  [/^P202[12]$/, "schema"],
  [/^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError)$/, "unreachable"],
  [/^(TooManyConnections|DatabaseDoesNotExist|DatabaseAccessDenied|AuthenticationFailed)$/, "refused"],
  [/^(TableDoesNotExist|ColumnNotFound)$/, "schema"],
];

/** node-postgres gives some of its own errors no code. */
const BY_WORDS: [RegExp, DatabaseTrouble][] = [
  [/Connection terminated|is not queryable|Client was closed|timeout exceeded when trying to connect/i, "unreachable"],
  [/^timeout expired$|Query read timeout|Can't reach database|Server has closed the connection/i, "unreachable"],
  [/does not support SSL connections|establishing an SSL connection|^SASL: /, "refused"],
  [/Cannot use a pool after calling end/, "unreachable"],
  [/cannot execute .* in a read-only transaction/, "read-only"],
  [/Prisma \w* ?session table does not exist/i, "schema"],
];
