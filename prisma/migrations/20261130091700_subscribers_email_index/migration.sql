-- Another program's event names a person by the e-mail address. Alone in its migration: it is made CONCURRENTLY.
CREATE INDEX CONCURRENTLY "subscribers_email" ON "subscribers" ("shop_id", lower("email")) WHERE "email" IS NOT NULL;
