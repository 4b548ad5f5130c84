-- The timers of transactional flows. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "enrollments_due_first" ON "enrollments" ("resume_at") WHERE "state" = 'waiting' AND "is_transactional";
