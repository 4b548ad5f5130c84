import type pg from "pg";

/** Every row belongs to this shop. */
export const SHOP = "00000000-0000-4000-8000-000000000001";
const ROWS_PER_STATEMENT = 1_000_000;

export interface Column {
  name: string;
  type: string;
  /** A row can't be written without it. */
  isRequired: boolean;
}

/** The columns of a table as they are now. */
export async function columnsOf(client: pg.ClientBase, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type,
            attnotnull AND NOT atthasdef AND attidentity = '' AS "isRequired"
     FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
    [table],
  );
  return rows;
}

/**
 * Fills a table with rows that its constraints accept, whatever its columns are at this point of the history: those that a
 * row needs, by their types. Foreign keys and triggers are off for this connection (`session_replication_role`).
 */
export async function fillTable(client: pg.ClientBase, table: string, rows: number): Promise<void> {
  const columns = (await columnsOf(client, table)).filter(({ isRequired }) => isRequired);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map((column) => sampleOf(table, column)).join(", ");
  for (let from = 0; from < rows; from += ROWS_PER_STATEMENT) {
    const until = Math.min(rows, from + ROWS_PER_STATEMENT);
    await client.query(
      `INSERT INTO ${table} (${names}) SELECT ${values} FROM generate_series(${from + 1}, ${until}) AS i`,
    );
  }
  await client.query(`ANALYZE ${table}`);
}

/** What a column holds in row `i`, as SQL. */
export function sampleOf(table: string, { name, type }: Pick<Column, "name" | "type">): string {
  const known = KNOWN[`${table}.${name}`] ?? KNOWN[name];
  if (known !== undefined) return known;
  if (type.endsWith("[]")) return "'{}'";
  const value = BY_TYPE[type];
  if (value === undefined) throw new Error(`No value is known for ${table}.${name} of type ${type}.`);
  return value.replace("$name", name);
}

const BY_TYPE: Record<string, string> = {
  uuid: "uuidv7()", // in the order of time, as platform/ids.ts makes them
  text: "'$name-' || i",
  integer: "i",
  smallint: "1",
  bigint: "i",
  boolean: "false",
  "double precision": "0",
  jsonb: "'{}'",
  bytea: "'\\x00'",
  date: "date_trunc('month', now())::date",
  "timestamp with time zone": "now()",
};

/** Where a CHECK allows few values, or most rows have the same. */
const KNOWN: Record<string, string> = {
  shop_id: `'${SHOP}'`,
  "messages.state": "'accepted'",
  "messages.class": "'campaign'",
  "messages.purpose": "'marketing'",
  "messages.month": "date_trunc('month', now())::date",
  "enrollments.state": "'finished'",
  "subscribers.marketing": "'subscribed'",
  "campaign_chunks.cursor": "0",
  "intake.state": "'done'",
  "intake.kind": "'webhook'",
};
