-- The people inside a flow, to count and to move them. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "enrollments_inside" ON "enrollments" ("shop_id", "flow_id", "id") WHERE "state" = 'waiting';
