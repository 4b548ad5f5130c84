-- What a shopper's text is about (domain/conversations/topics). Null for texts from before, and for a STOP, a START or a HELP.
ALTER TABLE "inbound_texts" ADD COLUMN "topic" TEXT;
