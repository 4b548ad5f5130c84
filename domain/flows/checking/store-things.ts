import type { PropertyType } from "#domain/subscribers/properties/property";

/** What a store has that flows name by id or name. Plain JSON: the editor gets it, too. */
export interface StoreThings {
  lists: string[];
  /** Archived ones still work. */
  segments: string[];
  flows: string[];
  staff: string[];
  properties: { name: string; type: PropertyType }[];
}

/** A sentence for something that was chosen and is gone; none while nothing is chosen. */
export function missingFrom(known: string[] | undefined, id: string | null, sentence: string): string[] {
  return known && id !== null && !known.includes(id) ? [sentence] : [];
}
