-- How many lines a dry run found marked as opted out in columns that are not mapped; null before one has ended.
SET lock_timeout = '5s';
ALTER TABLE "imports" ADD COLUMN "opt_out_marks" JSONB;
