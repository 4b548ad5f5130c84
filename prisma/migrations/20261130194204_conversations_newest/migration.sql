-- All conversations of a shop, newest first.
CREATE INDEX CONCURRENTLY "conversations_newest" ON "conversations"("shop_id", "last_text_at" DESC, "id" DESC);
