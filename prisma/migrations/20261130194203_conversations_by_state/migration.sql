-- A page of the inbox. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "conversations_by_state" ON "conversations"("shop_id", "state", "last_text_at" DESC, "id" DESC);
