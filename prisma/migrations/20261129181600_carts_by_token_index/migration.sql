CREATE INDEX CONCURRENTLY "checkouts_cart_token" ON "checkouts" ("shop_id", "cart_token") WHERE "cart_token" IS NOT NULL;
