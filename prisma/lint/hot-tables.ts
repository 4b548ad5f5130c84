/**
 * Tables that sending, intake and the pages of every shop read and write all the time, and that grow with texts, events or
 * people. A lock on one of them that lasts makes texts wait. `npm run proofs -- migrate` fills them and measures every
 * migration that changes one; the checks of migrations are stricter about them.
 */
export const HOT_TABLES = [
  "messages",
  "intake",
  "intake_keys",
  "events",
  "browse_events",
  "subscribers",
  "subscriber_facts",
  "consent_events",
  "enrollments",
  "campaign_chunks",
  "claims",
  "receipt_checks",
  "short_links",
  "clicks",
  "checkouts",
  "orders",
] as const;

/** Hot tables that are partitioned by month: PostgreSQL cannot make an index of the whole CONCURRENTLY. */
export const PARTITIONED = ["messages", "intake", "events", "browse_events"] as const;
