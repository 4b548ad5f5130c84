-- The replies to a campaign, and to the texts of a flow.
CREATE INDEX CONCURRENTLY "inbound_texts_answers" ON "inbound_texts"("shop_id", "answers_source_id", "answers_message_id");
