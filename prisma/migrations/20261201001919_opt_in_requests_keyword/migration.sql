-- A sign-up by a keyword's page gets what the keyword gives once it is confirmed. And a sign-up of someone who was asked too often
-- waits without a question, and ends as one does.
ALTER TABLE "opt_in_requests" ADD COLUMN "keyword_id" UUID, ADD COLUMN "is_asked" BOOLEAN NOT NULL DEFAULT true;
