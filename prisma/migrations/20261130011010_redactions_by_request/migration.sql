CREATE UNIQUE INDEX CONCURRENTLY "redactions_shop_id_request_key" ON "redactions"("shop_id", "request");
