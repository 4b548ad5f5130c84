import type { Context } from "#domain/context";
import { presets } from "#domain/flows/presets/registry";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const insert = statement(
  "install-flows",
  `INSERT INTO flows (shop_id, id, preset, name, state, draft, created_at, updated_at)
   SELECT $1, t.id, t.preset, t.name, 'draft', t.draft, $6, $6
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[]) AS t(id, preset, name, draft)
   ON CONFLICT DO NOTHING`,
);

/** Gives a shop each preset as a draft. A flow it has already, and what was changed in it, stays as it is. Safe to repeat. */
export async function installFlows(tx: Sql, { clock }: Pick<Context, "clock">, shopId: string): Promise<void> {
  const given = Object.entries(presets);
  await tx.run(insert, [
    shopId,
    given.map(() => newId()),
    given.map(([key]) => key),
    given.map(([, preset]) => preset.name),
    given.map(([, preset]) => JSON.stringify(preset.document)),
    clock.now(),
  ]);
}
