-- Orders that were placed so long ago. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "orders_placed" ON "orders" ("shop_id", "placed_at", "id") WHERE "cancelled_at" IS NULL AND "subscriber_id" IS NOT NULL;
