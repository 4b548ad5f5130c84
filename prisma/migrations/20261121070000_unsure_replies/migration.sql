-- Replies that may be opt-outs, which a person decides about: docs/decisions/0021-unsure-replies.md.

CREATE TABLE "unsure_replies" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "text_id" UUID NOT NULL,
    "evidence" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "decide_by" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "unsure_replies_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "unsure_replies_state" CHECK ("state" IN ('open','opted-out','kept')),
    CONSTRAINT "unsure_replies_decided_by" CHECK ("decided_by" IN ('merchant','deadline','shopper')),
    CONSTRAINT "unsure_replies_decided" CHECK (("state" = 'open') = ("decided_by" IS NULL))
);
-- One open question about one person; what else they write meanwhile belongs to it.
CREATE UNIQUE INDEX "unsure_replies_open" ON "unsure_replies" ("shop_id", "subscriber_id") WHERE "state" = 'open';
-- The queue, most urgent first.
CREATE INDEX "unsure_replies_queue" ON "unsure_replies" ("shop_id", "decide_by", "id") WHERE "state" = 'open';
-- Those whose time is up, across shops: the sweep and its worker.
CREATE INDEX "unsure_replies_due" ON "unsure_replies" ("closes_at") WHERE "state" = 'open';
-- What was decided lately, newest first.
CREATE INDEX "unsure_replies_decided_lately" ON "unsure_replies" ("shop_id", "decided_at" DESC, "id") WHERE "state" <> 'open';

CREATE TABLE "unsure_reply_events" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reply_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "text_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unsure_reply_events_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "unsure_reply_events_kind" CHECK ("kind" IN ('opened','joined','opted-out','kept','reopened')),
    CONSTRAINT "unsure_reply_events_by" CHECK ("by" IN ('merchant','deadline','shopper'))
);
CREATE INDEX "unsure_reply_events_shop_id_reply_id_at_idx" ON "unsure_reply_events"("shop_id", "reply_id", "at");

-- What was decided, and taken back, is written down and left alone; only an erased store's rows may go.
CREATE FUNCTION keep_unsure_reply_events() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM shops WHERE id = OLD.shop_id AND redacted_at IS NOT NULL) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'What was decided about a reply is append-only.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER unsure_reply_events_are_kept BEFORE UPDATE OR DELETE ON "unsure_reply_events"
  FOR EACH ROW EXECUTE FUNCTION keep_unsure_reply_events();
