SET lock_timeout = '5s';
-- Empty for every row that is there, so nothing is rewritten. Old code neither reads nor fills them: it joins by the subject alone,
-- and for its two triggers that is the same.
ALTER TABLE "enrollments" ADD COLUMN "about" TEXT, ADD COLUMN "event" JSONB;
