/**
 * How a proof's PostgreSQL runs: alone, with an archive of its WAL, or so that a standby can take its place: behind a line
 * that moves to it ("paired"), or without anything between, on the port that the primary had ("followed").
 */
export type PostgresKind = "alone" | "archived" | "paired" | "followed";
