import type { Choice } from "#domain/segments/suggestions";

/** What rules may name, by the field's `suggest`; read once for the page. */
export interface Choices {
  tags: Choice[];
  products: Choice[];
  zones: Choice[];
  campaigns: Choice[];
  flows: Choice[];
  lists: Choice[];
  properties: Choice[];
  places: Choice[];
}
