-- Shoppers' texts that are old enough to delete. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "inbound_texts_received_at_idx" ON "inbound_texts"("received_at");
