-- The few enrollments that are set aside, for the pages that say so. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "enrollments_troubled" ON "enrollments" ("shop_id", "flow_id") WHERE "trouble" IS NOT NULL;
