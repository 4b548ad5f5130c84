import type { Merchant } from "#app/authenticate";
import { readSnippets, usesOfSnippets } from "#domain/flows/snippets/manage";
import { fingerprintOf } from "#platform/fingerprint";

/** Every snippet with the flows that use it, and the one that is edited; null: a new one. */
export async function readSnippetsPage({ ctx, shopId }: Merchant, edit: string | null) {
  const [snippets, uses] = await Promise.all([readSnippets(ctx.db, shopId), usesOfSnippets(ctx.db, shopId)]);
  const lines = Object.entries(snippets).map(([name, text]) => ({ name, text, uses: uses.get(name) ?? [] }));
  const edited = lines.find(({ name }) => name === edit) ?? null;
  return { lines, edited: edited && { ...edited, version: fingerprintOf(edited.text) } };
}

export type SnippetsData = Awaited<ReturnType<typeof readSnippetsPage>>;
