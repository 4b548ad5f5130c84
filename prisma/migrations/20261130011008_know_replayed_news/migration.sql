SET lock_timeout = '5s';
-- News that come again, or late, are known by what was kept when they first came. Old code leaves these columns as they are.
ALTER TABLE "subscribers" ADD COLUMN "erased_at" TIMESTAMPTZ(3), ADD COLUMN "identity_news" JSONB NOT NULL DEFAULT '{}';
