SET lock_timeout = '5s';
-- With a constant default nothing is rewritten. Old code doesn't read it.
ALTER TABLE "shop_settings" ADD COLUMN "snippets" JSONB NOT NULL DEFAULT '{}';
