/** The tables that belong to no single shop. prisma/schema.prisma names them at its top, with the reason for each. */
export const TABLES_OF_NO_SHOP: ReadonlySet<string> = new Set([
  "Session",
  "Shop",
  "IntakeKey",
  "ProviderHold",
  "Epoch",
  "Restore",
  "RestoreDrill",
  "Process",
  "OperatorEvent",
  "Pause",
  "Operator",
  "OperatorSession",
  "OperatorAttempt",
  "Flag",
]);

type Fields = Record<string, unknown>;

/**
 * Throws when a Prisma query on a shop's table does not name the shop: reads, updates and deletions in `where`, new rows in
 * `data`. A shopId of `undefined` counts as none, because Prisma ignores it and answers for every shop. An update must not
 * move a row to another shop.
 */
export function checkNamesShop(table: string, verb: string, args: unknown): void {
  if (TABLES_OF_NO_SHOP.has(table)) return;
  const { where, data, create, update } = fieldsOf(args);
  const refuse = (part: string): never => {
    throw new Error(`Prisma ${table}.${verb}: name the shop, with shopId in "${part}".`);
  };
  if (verb.startsWith("create")) {
    if (!rowsOf(data).every(hasShop)) refuse("data");
    return;
  }
  if (!isOfShop(fieldsOf(where))) refuse("where");
  if (verb === "upsert" && !hasShop(create)) refuse("create");
  if ([data, update].some((change) => "shopId" in fieldsOf(change)))
    throw new Error(`Prisma ${table}.${verb}: a row cannot move to another shop.`);
}

/** Compound keys, such as `shopId_id: { shopId, id }`, name the shop inside. */
function isOfShop(where: Fields): boolean {
  const { shopId, AND } = where;
  if (isShop(shopId)) return true;
  const key = Object.entries(where).find(([name]) => name.startsWith("shopId_"));
  if (key !== undefined && hasShop(key[1])) return true;
  return AND !== undefined && rowsOf(AND).some((it) => isOfShop(fieldsOf(it)));
}

function isShop(filter: unknown): boolean {
  if (typeof filter === "string") return true;
  const { equals, in: shops } = fieldsOf(filter);
  return typeof equals === "string" || (Array.isArray(shops) && shops.every((it) => typeof it === "string"));
}

function hasShop(row: unknown): boolean {
  return typeof fieldsOf(row).shopId === "string";
}

function rowsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {}; // read by name, whatever it is
}
