SET lock_timeout = '5s';
-- Empty for every row that is there, so nothing is rewritten. Old code neither reads nor fills them: it joins by the subject alone,
-- and for its two triggers that is the same.
ALTER TABLE "enrollments" ADD COLUMN "about" TEXT, ADD COLUMN "event" JSONB;
-- A flow that a merchant builds has no preset. The unique index on (shop_id, preset) stays: old code relies on it when it installs
-- presets, and rows without a preset don't conflict. Old code puts "null" for it into the links of a flow without one.
ALTER TABLE "flows" ALTER COLUMN "preset" DROP NOT NULL, ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
