/** How a proof's PostgreSQL runs: alone, with an archive of its WAL, or behind an address that can move to a standby. */
export type PostgresKind = "alone" | "archived" | "paired";
