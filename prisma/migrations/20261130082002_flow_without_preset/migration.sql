SET lock_timeout = '5s';
-- A flow that a merchant builds has no preset. The unique index on (shop_id, preset) stays: old code relies on it when it installs
-- presets, and rows without a preset don't conflict. Old code puts "null" for it into the links of a flow without one.
ALTER TABLE "flows" ALTER COLUMN "preset" DROP NOT NULL, ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
