import type { MergeTag } from "#domain/messages/content/merge-tags";

/** Values by object, then by field. */
export type SampleVariables = Partial<Record<string, Record<string, string>>>;

/** What merge tags stand for in a preview: "cart.total" → { cart: { total: "$42.00" } }. {{ link }} is messages' own. */
export function sampleVariables(tags: MergeTag[]): SampleVariables {
  const variables: SampleVariables = {};
  for (const { name, sample } of tags) {
    const [object, field] = name.split(".");
    if (object && field) variables[object] = { ...variables[object], [field]: sample };
  }
  return variables;
}
