-- The opt-outs of a shop by time, for the flow's report. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "consent_events_opt_outs" ON "consent_events" ("shop_id", "occurred_at") WHERE "state" = 'unsubscribed' AND "applied";
