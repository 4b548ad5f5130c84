-- How many texts said each keyword lately. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "inbound_texts_keyword" ON "inbound_texts" ("shop_id", "received_at", "keyword_id") WHERE "keyword_id" IS NOT NULL;
