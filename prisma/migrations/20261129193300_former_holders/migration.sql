-- An inbound text finds the shops that held its number before, too. The table has one row a number and shop.
CREATE INDEX "senders_phone_idx" ON "senders" ("phone");
