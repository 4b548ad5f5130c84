import { createContext } from "react";
import type { Role } from "#domain/team/roles";

/** The person who is signed in, as screens need them: to show what their role doesn't allow as disabled. */
export interface ScreenPerson {
  role: Role;
  /** Names of people who can give another role. */
  owners: string[];
}

/** Nothing is disabled where no one has said who it is: the server decides by itself. */
export const Person = createContext<ScreenPerson>({ role: "owner", owners: [] });
