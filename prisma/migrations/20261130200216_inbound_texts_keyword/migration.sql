-- The keyword that a shopper's text says.
ALTER TABLE "inbound_texts" ADD COLUMN "keyword_id" UUID;
