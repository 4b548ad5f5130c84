-- Events of conversations that are old enough to delete. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "conversation_events_at_idx" ON "conversation_events"("at");
