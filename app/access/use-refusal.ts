import { useLocation } from "@remix-run/react";
import { useContext } from "react";
import { refuseVerb } from "#domain/team/refuse";
import type { VerbName } from "#domain/team/verbs";
import { findPage } from "./find-page.ts";
import { Person } from "./person.tsx";

/** Why the person who is signed in may not do it; null when they may. For buttons and links: the server decides by itself. */
export function useRefusal(): (verb: VerbName) => string | null {
  const { role, owners } = useContext(Person);
  return (verb) => refuseVerb(role, verb, owners);
}

/** The same for what the page's own form asks for. */
export function useIntentRefusal(intent: string): string | null {
  const { pathname } = useLocation();
  const refuse = useRefusal();
  const verb = findPage(pathname)?.page.intents?.[intent];
  return verb === undefined ? null : refuse(verb);
}
