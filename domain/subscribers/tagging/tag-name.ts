import { storableText } from "#platform/sql/storable";

/** As long as Shopify's may be. */
export const LONGEST_TAG = 40;

/** A tag as it is stored. */
export function tagNamed(typed: string): string {
  return storableText(typed).trim();
}

/** What is wrong with a tag that a merchant typed; null: nothing. Runs in the browser. */
export function tagProblem(typed: string): { code: "tag-empty" | "tag-comma" | "tag-long"; says: string } | null {
  const tag = tagNamed(typed);
  if (tag === "") return { code: "tag-empty", says: "Enter a tag." };
  if (tag.includes(",")) return { code: "tag-comma", says: "Tags can’t contain commas. Add one tag at a time." };
  if (tag.length > LONGEST_TAG) return { code: "tag-long", says: `Tags are limited to ${LONGEST_TAG} characters.` };
  return null;
}
