import type { Role } from "#domain/operators/roles";

interface Section {
  path: string;
  name: string;
  needs: Role;
}

/** The panel's navigation, in order. */
export const SECTIONS: Section[] = [
  { path: "/operations", name: "Overview", needs: "reader" },
  { path: "/operations/processes", name: "Processes", needs: "reader" },
  { path: "/operations/queues", name: "Queues", needs: "reader" },
  { path: "/operations/shops", name: "Shops", needs: "reader" },
  { path: "/operations/providers", name: "Providers", needs: "reader" },
  { path: "/operations/dead", name: "Dead deliveries", needs: "reader" },
  { path: "/operations/unknowns", name: "Final unknowns", needs: "reader" },
  { path: "/operations/flags", name: "Flags", needs: "reader" },
  { path: "/operations/audit", name: "Audit log", needs: "reader" },
  { path: "/operations/operators", name: "Operators", needs: "owner" },
];
