-- An inbound text finds the shops that held its number before, too. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "senders_phone_idx" ON "senders" ("phone");
