import type { FlowDocument } from "#domain/flows/definition/document";

/** The groups of the gallery, in its order. */
export const presetCategories = {
  carts: "Carts and browsing",
  orders: "Orders and delivery",
  welcome: "Welcome and thank you",
  products: "Products",
  loyalty: "Bring customers back",
} as const;

export type PresetCategory = keyof typeof presetCategories;

/** A ready-made flow, to turn on as it is or to change. */
export interface Preset {
  name: string;
  /** One sentence: what it sends, to whom and when. */
  describe: string;
  category: PresetCategory;
  document: FlowDocument;
}
