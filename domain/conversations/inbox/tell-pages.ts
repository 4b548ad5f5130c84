import type { Context } from "#domain/context";
import type { ConversationRef } from "./conversation.ts";

/** Tells open pages that conversations changed. Call it after the commit. Does nothing where no pages are told. */
export function tellPages({ hints }: Pick<Context, "hints">, changed: ConversationRef[]): void {
  if (changed.length > 0) hints?.tell(changed);
}
