import type { MergeTag } from "#domain/messages/content/merge-tags";

/** Values by object, then by field. */
export type SampleVariables = Partial<Record<string, Record<string, string>>>;

/**
 * What merge tags stand for in a preview: "cart.total" → { cart: { total: "$42.00" } }. A list has two items: the samples of
 * its fields are written "first|second". {{ link }} is messages' own.
 */
export function sampleVariables(tags: MergeTag[]): SampleVariables {
  const variables: Record<string, unknown> = {};
  for (const tag of tags) {
    const names = tag.name.split(".");
    const last = names.pop();
    if (names.length === 0 || last === undefined) continue;
    let at = variables;
    for (const name of names) {
      at[name] = { ...(at[name] as object | undefined) }; // absent, or an object of this function's
      at = at[name] as Record<string, unknown>;
    }
    at[last] = tag.each ? [0, 1].map((i) => sampleItem(tag.each ?? [], i)) : tag.sample;
  }
  return variables as SampleVariables; // the lists are for loops; fields that are read by name are strings
}

function sampleItem(fields: MergeTag[], i: number): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, sample }) => {
      const value = sample.split("|")[i] ?? sample;
      return [name, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value];
    }),
  );
}
