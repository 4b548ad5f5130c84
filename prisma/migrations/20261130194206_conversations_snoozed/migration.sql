-- Snoozed conversations whose time has come.
CREATE INDEX CONCURRENTLY "conversations_snoozed" ON "conversations"("snoozed_until") WHERE "state" = 'snoozed';
