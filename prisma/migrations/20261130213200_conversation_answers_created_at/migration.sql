-- Answers that are old enough to delete. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "conversation_answers_created_at_idx" ON "conversation_answers"("created_at");
