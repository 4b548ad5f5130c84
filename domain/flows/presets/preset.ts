import type { FlowDocument } from "#domain/flows/definition/document";

/** A flow that every shop is given as a draft, to switch on as it is or to change. */
export interface Preset {
  name: string;
  /** One sentence: what it is for. */
  describe: string;
  document: FlowDocument;
}
