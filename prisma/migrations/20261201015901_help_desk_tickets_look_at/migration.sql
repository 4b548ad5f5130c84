-- Tickets to read. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "help_desk_tickets_to_look_at" ON "help_desk_tickets" ("shop_id", "look_at") WHERE "look_at" IS NOT NULL;
