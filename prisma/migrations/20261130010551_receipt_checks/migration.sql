-- The texts of one claim whose final receipt is awaited: one row for up to 250 texts, so that a text costs no write of its own.
CREATE TABLE "receipt_checks" (
    "shop_id" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "id" UUID NOT NULL,
    "handed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked" SMALLINT NOT NULL DEFAULT 0,
    "months" DATE[],
    "message_ids" UUID[],

    CONSTRAINT "receipt_checks_pkey" PRIMARY KEY ("shop_id","claimed_at","id")
);

-- The checks that are due, oldest first.
CREATE INDEX "receipt_checks_due_at_idx" ON "receipt_checks"("due_at");

-- Texts of the last month that already miss their final receipt. Older ones stay as they are, and those of an open
-- claim get theirs when it ends.
INSERT INTO "receipt_checks" ("shop_id", "claimed_at", "id", "handed_at", "due_at", "months", "message_ids")
SELECT shop_id, claimed_at, (array_agg(id ORDER BY id))[1], max(handed_at), max(handed_at) + interval '1 hour',
       array_agg(month ORDER BY id), array_agg(id ORDER BY id)
FROM "messages"
WHERE state IN ('accepted', 'sent') AND provider_id IS NOT NULL AND handed_at > now() - interval '30 days'
  AND NOT EXISTS (SELECT FROM "claims" c WHERE c.shop_id = "messages".shop_id AND c.claimed_at = "messages".claimed_at)
  AND claimed_at IS NOT NULL AND month >= (date_trunc('month', now() - interval '30 days') - interval '1 month')::date
GROUP BY shop_id, claimed_at;
