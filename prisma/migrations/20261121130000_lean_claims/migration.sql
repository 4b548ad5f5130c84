-- A text names its short link, so that erasing a person finds their links by their texts: a second index on short_links
-- was a sixth place to write for each text sent, for something that is asked once in years.
ALTER TABLE "messages" ADD COLUMN "link_code" TEXT;
UPDATE "messages" m SET "link_code" = l.code
FROM "short_links" l WHERE l.shop_id = m.shop_id AND l.message_month = m.month AND l.message_id = m.id;
DROP INDEX "short_links_shop_id_subscriber_id_idx";

-- A link goes with the month of its text. Links are written in the order of time, which is all that a BRIN index needs: a
-- line for each 128 pages.
CREATE INDEX "short_links_created_at_idx" ON "short_links" USING brin ("created_at");

-- One index by person and one by source, instead of two by person and source: the one by source grows at its end, where the
-- page is at hand, and both need fewer comparisons.
DROP INDEX "messages_once";
DROP INDEX "messages_shop_id_subscriber_id_created_at_idx";
-- Nobody twice from one source; whatever is asked about one person.
CREATE UNIQUE INDEX "messages_once" ON "messages"("shop_id", "subscriber_id", "source_id", "occurrence", "month");
-- Whatever is asked about one source.
CREATE INDEX "messages_source" ON "messages"("shop_id", "source_id", "id");
