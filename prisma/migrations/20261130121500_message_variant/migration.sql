SET lock_timeout = '5s';
-- Empty for every row that is there, so that nothing is rewritten. Old code leaves it empty.
ALTER TABLE "messages" ADD COLUMN "variant" TEXT;
