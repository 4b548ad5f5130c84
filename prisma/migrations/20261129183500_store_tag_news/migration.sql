-- A store tells of one tag at a time, in any order: the newest news of each tag, and how new the last full list was.
SET lock_timeout = '5s';
ALTER TABLE "subscribers" ADD COLUMN "store_tag_news" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "store_tags_at" TIMESTAMPTZ(3);
