SET lock_timeout = '5s';
-- A request to erase a customer that comes again is known by its hash. Old code leaves the column empty.
ALTER TABLE "redactions" ADD COLUMN "request" TEXT;
