import type { Sql } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";
import { type ErasedCounts, erasePeople } from "./erase.ts";

/** One page of a step; the cursor is null when the step is done. */
interface Page {
  counts: ErasedCounts;
  cursor: string | null;
}

type Work = (tx: Sql, at: { shopId: string; cursor: string | null; now: Date }) => Promise<Page>;

/** People, and whatever is theirs, in so many at a time: about a second of work. */
const PEOPLE_A_PAGE = 500;
const ROWS_A_PAGE = 2_000;
/** Pieces of files, a megabyte or so each. */
const PARTS_A_PAGE = 50;

const nextPeople = statement(
  "people-to-forget",
  `SELECT id FROM subscribers WHERE shop_id = $1 AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3
   FOR NO KEY UPDATE`,
);

/** Carts and orders of whom no number was known. */
const checkouts = statement(
  "forget-checkouts",
  pageOf("checkouts", "token", "recovery_url = NULL, lines = '[]'", "t.recovery_url IS NOT NULL OR t.lines <> '[]'"),
);
const orders = statement(
  "forget-orders",
  pageOf(
    "orders",
    "id",
    "landing_site = NULL, status_url = NULL, lines = '[]', details = '{}'",
    "t.landing_site IS NOT NULL OR t.status_url IS NOT NULL OR t.lines <> '[]' OR t.details <> '{}'",
  ),
);
const NO_TRACKING = `'{"company": null, "numbers": [], "urls": []}'`;
const fulfillments = statement(
  "forget-fulfillments",
  pageOf(
    "fulfillments",
    "id",
    `tracking = ${NO_TRACKING}, lines = '[]'`,
    `t.tracking <> ${NO_TRACKING} OR t.lines <> '[]'`,
  ),
);
const intake = statement(
  "forget-intake",
  `WITH page AS (
     SELECT received_at, id FROM intake
     WHERE shop_id = $1 AND ($2::text IS NULL
       OR (received_at, id) > (split_part($2, '|', 1)::timestamptz, split_part($2, '|', 2)::uuid))
     ORDER BY received_at, id LIMIT $3
   ), done AS (
     UPDATE intake t SET body = '', url = NULL, reason = NULL FROM page
     WHERE t.shop_id = $1 AND t.received_at = page.received_at AND t.id = page.id AND (octet_length(t.body) > 0 OR t.url IS NOT NULL OR t.reason IS NOT NULL)
     RETURNING 1
   )
   SELECT (SELECT count(*) FROM done) AS done, (SELECT count(*) FROM page) AS seen,
          (SELECT received_at::text || '|' || id FROM page ORDER BY received_at DESC, id DESC LIMIT 1) AS cursor`,
);
/** A page of what imports have of files: what was refused of them, and those that were not gone through. */
function forgetOfImports(
  table: "import_refusals" | "import_parts" | "import_numbers",
  key: "line" | "number" | "end_bytes",
): Statement {
  return statement(
    `forget-${table.replace("_", "-")}`,
    `WITH done AS (
       DELETE FROM ${table} WHERE shop_id = $1 AND (import_id, ${key}) IN (
         SELECT import_id, ${key} FROM ${table} WHERE shop_id = $1 ORDER BY import_id, ${key} LIMIT $2)
       RETURNING 1
     ) SELECT count(*) AS done FROM done`,
  );
}
const importRefusals = forgetOfImports("import_refusals", "line");
const importParts = forgetOfImports("import_parts", "number");
const importNumbers = forgetOfImports("import_numbers", "end_bytes");
const imports = statement(
  "forget-imports",
  `WITH done AS (
     UPDATE imports SET sample = '[]', file_name = '', updated_at = $2, ended_at = coalesce(ended_at, $2),
       state = CASE WHEN state IN ('finished', 'cancelled') THEN state ELSE 'failed' END
     WHERE shop_id = $1 AND (sample <> '[]' OR file_name <> '') RETURNING 1
   ) SELECT count(*) AS imports FROM done`,
);
/** Names of the store's staff. */
const flowAuthors = statement(
  "forget-flow-authors",
  `WITH done AS (
     UPDATE flow_versions SET published_by_id = NULL, published_by_name = NULL
     WHERE shop_id = $1 AND (published_by_id IS NOT NULL OR published_by_name IS NOT NULL) RETURNING 1
   ) SELECT count(*) AS "flowAuthors" FROM done`,
);
/** Keys have the names of the store's staff; answers are of a day. */
const apiKeys = statement(
  "forget-api-keys",
  `WITH answers AS (DELETE FROM api_answers WHERE shop_id = $1), done AS (DELETE FROM api_keys WHERE shop_id = $1 RETURNING 1)
   SELECT count(*) AS "apiKeys" FROM done`,
);
/** Its people who used the app, and the entries that name them: a page of the log each time. */
const team = statement(
  "forget-team",
  `WITH people AS (DELETE FROM staff_members WHERE shop_id = $1), done AS (
     DELETE FROM audit_events WHERE shop_id = $1 AND id IN (
       SELECT id FROM audit_events WHERE shop_id = $1 ORDER BY id LIMIT $2) RETURNING 1
   ) SELECT count(*) AS done FROM done`,
);
const dataRequests = statement(
  "forget-data-requests",
  `WITH done AS (
     UPDATE data_requests SET file = NULL, customer_id = NULL, redacted_at = $2 WHERE shop_id = $1 AND redacted_at IS NULL RETURNING 1
   ) SELECT count(*) AS "dataRequests" FROM done`,
);

/** What is done with a store that is to be forgotten, in this order, each page by page. */
export const steps = {
  async people(tx, { shopId, cursor, now }) {
    const people = await tx.run<{ id: string }>(nextPeople, [shopId, cursor, PEOPLE_A_PAGE]);
    const ids = people.map(({ id }) => id);
    const counts = await erasePeople(tx, {
      shopId,
      subscriberIds: ids,
      orderIds: [],
      email: null,
      customerIds: [],
      phone: null,
      now,
    });
    return { counts, cursor: ids.length < PEOPLE_A_PAGE ? null : (ids.at(-1) ?? null) };
  },
  checkouts: (tx, at) => rowsStep(tx, checkouts, "checkouts", at),
  orders: (tx, at) => rowsStep(tx, orders, "orders", at),
  fulfillments: (tx, at) => rowsStep(tx, fulfillments, "fulfillments", at),
  "import-refusals": (tx, at) => deletedStep(tx, importRefusals, "importRefusals", at.shopId, ROWS_A_PAGE),
  "import-parts": (tx, at) => deletedStep(tx, importParts, "importParts", at.shopId, PARTS_A_PAGE),
  "import-numbers": (tx, at) => deletedStep(tx, importNumbers, "importNumbers", at.shopId, PARTS_A_PAGE),
  async imports(tx, { shopId, now }) {
    const [counts = {}] = await tx.run<ErasedCounts>(imports, [shopId, now]);
    return { counts, cursor: null };
  },
  async "flow-authors"(tx, { shopId }) {
    const [counts = {}] = await tx.run<ErasedCounts>(flowAuthors, [shopId]);
    return { counts, cursor: null };
  },
  async "api-keys"(tx, { shopId }) {
    const [counts = {}] = await tx.run<ErasedCounts>(apiKeys, [shopId]);
    return { counts, cursor: null };
  },
  team: (tx, at) => deletedStep(tx, team, "auditEvents", at.shopId, ROWS_A_PAGE),
  intake: (tx, at) => rowsStep(tx, intake, "intake", at),
  async "data-requests"(tx, { shopId, now }) {
    const [counts = {}] = await tx.run<ErasedCounts>(dataRequests, [shopId, now]);
    return { counts, cursor: null };
  },
} satisfies Record<string, Work>;

export type Step = keyof typeof steps;

const order = Object.keys(steps) as Step[]; // an object literal's own keys, as they are written
export const firstStep: Step = "people";

export function isStep(name: string): name is Step {
  return Object.hasOwn(steps, name);
}

/** Null behind the last. */
export function stepAfter(step: Step): Step | null {
  return order[order.indexOf(step) + 1] ?? null;
}

async function rowsStep(
  tx: Sql,
  page: ReturnType<typeof statement>,
  name: string,
  { shopId, cursor }: { shopId: string; cursor: string | null },
): Promise<Page> {
  const [row] = await tx.run<{ done: number; seen: number; cursor: string | null }>(page, [
    shopId,
    cursor,
    ROWS_A_PAGE,
  ]);
  const isLast = row === undefined || row.seen < ROWS_A_PAGE;
  return { counts: { [name]: row?.done ?? 0 }, cursor: isLast ? null : row.cursor };
}

/** Deletes a page; what is deleted is not found again, so that any cursor says "go on". */
async function deletedStep(
  tx: Sql,
  page: ReturnType<typeof statement>,
  name: string,
  shopId: string,
  limit: number,
): Promise<Page> {
  const [row] = await tx.run<{ done: number }>(page, [shopId, limit]);
  const done = row?.done ?? 0;
  return { counts: { [name]: done }, cursor: done < limit ? null : "more" };
}

/** Goes through a table of the shop in the order of its key, and blanks what is personal in it. The parts are ours. */
function pageOf(table: string, key: string, blank: string, isPersonal: string): string {
  return `WITH page AS (
      SELECT ${key} FROM ${table} WHERE shop_id = $1 AND ($2::text IS NULL OR ${key} > $2) ORDER BY ${key} LIMIT $3
    ), done AS (
      UPDATE ${table} t SET ${blank} FROM page WHERE t.shop_id = $1 AND t.${key} = page.${key} AND (${isPersonal}) RETURNING 1
    )
    SELECT (SELECT count(*) FROM done) AS done, (SELECT count(*) FROM page) AS seen, (SELECT max(${key}) FROM page) AS cursor`;
}
