import { storableText } from "#platform/sql/storable";

/** What the filters of the subscribers page ask for. Null and "" filter nothing. */
export interface SubscriberFilter {
  /** Part of a name, an e-mail address or a number. */
  search?: string;
  /** A state of consent. */
  consent?: string | null;
  tag?: string | null;
}

/** A condition over `subscribers s`. $1 stands for the shop's id, and `values` for $2 and those that follow. */
export interface PeopleCondition {
  sql: string;
  values: unknown[];
}

/** $2 marketing state, $3 tag, $4 name or e-mail as a LIKE pattern, $5 digits of a number as one; null filters nothing. */
export const FOUND_SQL = `($2::text IS NULL OR s.marketing = $2) AND ($3::text IS NULL OR s.tags @> ARRAY[$3::text])
    AND (($4::text IS NULL AND $5::text IS NULL)
         OR concat_ws(' ', s.first_name, s.last_name, s.email) ILIKE $4 OR s.phone LIKE $5)`;

/** Those whom the filters leave. Erased people are for the asker to leave out. */
export function foundPeople({ search = "", consent = null, tag = null }: SubscriberFilter): PeopleCondition {
  return { sql: FOUND_SQL, values: [consent, storableText(tag ?? "") || null, ...searchPatterns(search)] };
}

/** LIKE patterns for words and for digits. Three digits are too few to tell a number from a house. */
export function searchPatterns(search: string): [words: string | null, digits: string | null] {
  const typed = storableText(search).trim();
  if (typed === "") return [null, null];
  const isNumber = /^[+\d\s().-]+$/.test(typed);
  const digits = typed.replace(/\D/g, "");
  return [`%${typed.replace(/[\\%_]/g, "\\$&")}%`, isNumber && digits.length > 3 ? `%${digits}%` : null];
}
