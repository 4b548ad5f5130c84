-- Whose last order was so long ago. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "subscriber_facts_last_order" ON "subscriber_facts" ("shop_id", "last_order_at", "subscriber_id") WHERE "last_order_at" IS NOT NULL;
