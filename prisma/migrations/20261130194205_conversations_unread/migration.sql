-- How many conversations have unread texts: each page of the admin asks.
CREATE INDEX CONCURRENTLY "conversations_unread" ON "conversations"("shop_id") WHERE "unread" > 0;
