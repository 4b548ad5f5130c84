-- Which text of ours a shopper's text answers.
ALTER TABLE "inbound_texts"
  ADD COLUMN "answers_kind" TEXT,
  ADD COLUMN "answers_source_id" UUID,
  ADD COLUMN "answers_message_id" UUID;
