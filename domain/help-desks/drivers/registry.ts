import type { HelpDeskDriver } from "#domain/help-desks/desk";
import { gorgias } from "./gorgias.ts";
import { zendesk } from "./zendesk.ts";

/** Every kind of help desk, by its name. */
export const drivers = { gorgias, zendesk } as const satisfies Record<string, HelpDeskDriver>;

export type DeskKind = keyof typeof drivers;

export function isDeskKind(text: string): text is DeskKind {
  return Object.hasOwn(drivers, text);
}

/** Every kind with what merchants call it, where its accounts are, and where a token is found. */
export function listDeskKinds(): { kind: string; label: string; domain: string; tokenHelp: string }[] {
  return Object.entries(drivers).map(([kind, { label, domain, tokenHelp }]) => ({ kind, label, domain, tokenHelp }));
}

/** Throws for a kind that isn't ours: rows hold no other. */
export function driverOf(kind: string): HelpDeskDriver {
  if (!isDeskKind(kind)) throw new Error(`No driver found for the help desk "${kind}".`);
  return drivers[kind];
}
