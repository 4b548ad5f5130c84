-- News about an order or a checkout finds the enrollments whose subject is something else. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "enrollments_about" ON "enrollments" ("shop_id", "about") WHERE "about" IS NOT NULL;
