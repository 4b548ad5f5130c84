-- Notes that are old enough to delete. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "conversation_notes_created_at_idx" ON "conversation_notes"("created_at");
