-- Purpose: tables of a baseline's own with the columns, indexes and fill factors of ours, and nothing else: no partitions, no triggers.
-- Inputs:  none
-- Output:  nothing
-- Why not Prisma: no table of the product's.
CREATE TABLE IF NOT EXISTS bench_messages (LIKE messages INCLUDING ALL) WITH (fillfactor = 45);
CREATE TABLE IF NOT EXISTS bench_short_links (LIKE short_links INCLUDING ALL);
CREATE TABLE IF NOT EXISTS bench_recipient_caps (LIKE recipient_caps INCLUDING ALL) WITH (fillfactor = 60);
