import type { HelpDeskDriver } from "#domain/help-desks/desk";
import { gorgias } from "./gorgias.ts";
import { zendesk } from "./zendesk.ts";

/** Every kind of help desk, by its name. */
export const drivers = { gorgias, zendesk } as const satisfies Record<string, HelpDeskDriver>;

export type DeskKind = keyof typeof drivers;

export function isDeskKind(text: string): text is DeskKind {
  return Object.hasOwn(drivers, text);
}

/** Every kind with what merchants call it, and where its accounts are. */
export function listDeskKinds(): { kind: string; label: string; domain: string }[] {
  return Object.entries(drivers).map(([kind, { label, domain }]) => ({ kind, label, domain }));
}

/** Throws for a kind that isn't ours: rows hold no other. */
export function driverOf(kind: string): HelpDeskDriver {
  if (!isDeskKind(kind)) throw new Error(`No driver found for the help desk "${kind}".`);
  return drivers[kind];
}
