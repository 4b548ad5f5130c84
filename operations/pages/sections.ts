import type { Role } from "#domain/operators/roles";

interface Section {
  path: string;
  name: string;
  needs: Role;
}

/** The panel's navigation, in order. */
export const SECTIONS: Section[] = [
  { path: "/operations", name: "Overview", needs: "reader" },
  { path: "/operations/audit", name: "Audit log", needs: "reader" },
  { path: "/operations/operators", name: "Operators", needs: "owner" },
];
