import type { CountAnswer } from "#app/segments/preview";
import type { PersonLine } from "#app/subscribers/person-line";

/** How many people rules (as JSON) find. Aborting the signal ends the count in the database, too. */
export function askCount(rules: string, signal: AbortSignal): Promise<CountAnswer> {
  return askPreview("count", rules, signal) as Promise<CountAnswer>; // what preview.ts answers to that
}

/** Some of those whom rules find. */
export function askPeople(rules: string, signal: AbortSignal): Promise<PersonLine[]> {
  return askPreview("people", rules, signal) as Promise<PersonLine[]>; // what preview.ts answers to that
}

async function askPreview(what: "count" | "people", rules: string, signal: AbortSignal): Promise<unknown> {
  // App Bridge adds the session token. A fetcher would load the page's own data again after each answer.
  const body = new URLSearchParams({ ask: what, rules });
  const response = await fetch("/segments/preview", { method: "POST", body, signal });
  if (response.status !== 200) throw new Error(`The preview failed with status ${response.status}.`);
  return response.json();
}
