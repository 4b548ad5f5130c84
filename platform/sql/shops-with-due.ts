/**
 * SQL for the shops that have a row due in this table by $1 (business time). It goes from shop to shop with one probe each,
 * however many rows each has; the table needs an index on (shop_id, due_at), which may leave out rows without `due_at`. It ends in a
 * WHERE, so that a caller can add conditions on `t.shop_id`.
 */
export function shopsWithDue(table: string): string {
  return `SELECT shop_id FROM (
      WITH RECURSIVE due AS (
        (SELECT shop_id FROM ${table} WHERE due_at IS NOT NULL ORDER BY shop_id LIMIT 1)
        UNION ALL
        SELECT (SELECT r.shop_id FROM ${table} r WHERE r.due_at IS NOT NULL AND r.shop_id > t.shop_id
                ORDER BY r.shop_id LIMIT 1)
        FROM due t WHERE t.shop_id IS NOT NULL
      )
      SELECT shop_id FROM due WHERE shop_id IS NOT NULL
    ) t
    WHERE EXISTS (SELECT 1 FROM ${table} r WHERE r.shop_id = t.shop_id AND r.due_at <= $1)`;
}
