import { z } from "zod";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { UserError } from "#domain/user-error";

/** Reads a document from outside. Rejects what is no flow; a draft may be unfinished. */
export function readDraft(json: unknown): FlowDocument {
  try {
    return parseDocument(json);
  } catch (error) {
    // A RangeError: nested deeper than anything can be read.
    if (!(error instanceof z.ZodError || error instanceof RangeError)) throw error;
    throw new UserError("flow-unreadable", "We couldn’t read this flow. Reload the page and try again.");
  }
}
