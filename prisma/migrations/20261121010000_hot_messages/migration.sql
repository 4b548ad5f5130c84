-- Messages that are cheap to write: see docs/decisions/0014-hot-messages.md. The table is made anew, because every row is
-- written anyway by the generated column, and because dropped columns would make each new partition unlike its parent,
-- which costs a conversion for each row ever after. Fixed and never null first: the rest is found the sooner.
CREATE SCHEMA "before_hot";
DO $$
DECLARE part regclass;
BEGIN
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'messages'::regclass LOOP
    EXECUTE format('ALTER TABLE %s SET SCHEMA before_hot', part);
  END LOOP;
END
$$;
ALTER TABLE "messages" SET SCHEMA "before_hot";

CREATE TABLE "messages" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "month" DATE NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "is_waiting" BOOLEAN GENERATED ALWAYS AS ("state" = 'waiting') STORED,
    "state" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "source_kind" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "parts" INTEGER,
    "price_micros" BIGINT,
    "claimed_at" TIMESTAMPTZ(6),
    "ask_at" TIMESTAMPTZ(6),
    "handed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "why_id" UUID,
    "reason" TEXT,
    "encoding" TEXT,
    "phone" TEXT,
    "provider" TEXT,
    "provider_id" TEXT,
    "body" TEXT,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("shop_id","month","id"),
    CONSTRAINT "messages_state" CHECK ("state" IN ('waiting','sending','accepted','sent','delivered','failed','skipped','expired','unknown')),
    CONSTRAINT "messages_class" CHECK ("class" IN ('transactional','reply','flow','campaign')),
    CONSTRAINT "messages_purpose" CHECK ("purpose" IN ('marketing','transactional','compliance'))
) PARTITION BY RANGE ("month");

-- Of each record of the gates there is one row, however many texts it is about.
CREATE TABLE "why_records" (
    "shop_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "id" UUID NOT NULL,
    "gates" JSONB NOT NULL,

    CONSTRAINT "why_records_pkey" PRIMARY KEY ("shop_id","month","id")
);

-- One row for each slice that a worker is handing over.
CREATE TABLE "claims" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "months" DATE[],
    "message_ids" UUID[],

    CONSTRAINT "claims_pkey" PRIMARY KEY ("shop_id","claimed_at","id")
);

-- How many texts of a campaign stand where, as sums of what was added and taken away.
CREATE TABLE "message_tallies" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "is_asking" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "message_tallies_pkey" PRIMARY KEY ("shop_id","source_id","id")
);

-- No index below names a column that changes on the way sending, accepted, sent, delivered: such a change then writes the
-- table alone. is_waiting stands for the state.

-- Nobody twice from one source; whatever is asked about one source.
CREATE UNIQUE INDEX "messages_once" ON "messages"("shop_id", "source_id", "subscriber_id", "occurrence", "month");
CREATE INDEX "messages_shop_id_subscriber_id_created_at_idx" ON "messages"("shop_id", "subscriber_id", "created_at");
-- A lane's waiting texts in the order they come due: the claim, and the sweep's look for lanes whose bell was lost.
CREATE INDEX "messages_lane" ON "messages" ("shop_id", "class", "sender_id", "due_at", "expires_at", "id") WHERE "is_waiting";
-- An exit cancels what its enrollment still has waiting; a pause parks what its campaign has.
CREATE INDEX "messages_waiting_source" ON "messages" ("shop_id", "source_id") WHERE "is_waiting";
-- Unknown outcomes the provider is still to be asked about.
CREATE INDEX "messages_to_ask" ON "messages" ("ask_at") WHERE "ask_at" IS NOT NULL;
-- Claims whose worker may have died, oldest first.
CREATE INDEX "claims_ends_at_idx" ON "claims"("ends_at");
-- Forgetting them with the messages of their month.
CREATE INDEX "why_records_month_idx" ON "why_records"("month");

-- Statistics on a key that every statement names do harm: a shop, source or sender that they have not seen is thought to
-- have one row, and is then read from end to end for each row joined. Without any, each is thought to be one of 200.
-- Naming the type forgets the statistics that there are.
DO $$
DECLARE key record;
BEGIN
  FOR key IN SELECT * FROM (VALUES
    ('messages', 'shop_id'), ('messages', 'source_id'), ('messages', 'sender_id'), ('why_records', 'shop_id'),
    ('claims', 'shop_id'), ('message_tallies', 'shop_id'), ('message_tallies', 'source_id'), ('subscribers', 'shop_id'),
    ('suppressions', 'shop_id'), ('recipient_caps', 'shop_id'), ('consent_events', 'shop_id'), ('events', 'shop_id'),
    ('checkouts', 'shop_id'), ('orders', 'shop_id'), ('short_links', 'shop_id'), ('clicks', 'shop_id'),
    ('attributions', 'shop_id'), ('campaign_chunks', 'shop_id'), ('campaign_chunks', 'campaign_id'),
    ('enrollments', 'shop_id'), ('enrollments', 'flow_id'), ('inbound_texts', 'shop_id'), ('intake', 'shop_id')
  ) AS keys ("table", "column") LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE uuid, ALTER COLUMN %I SET STATISTICS 0', key."table", key."column", key."column");
  END LOOP;
END
$$;

-- Gives an empty partition of messages the statistics of a full one, which it keeps until it is analyzed with rows of its
-- own: invented rows, analyzed, and taken out again.
CREATE FUNCTION imagine_messages(partition regclass, month date) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    $sql$INSERT INTO %s (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at,
       expires_at, parts, claimed_at, handed_at, created_at)
     SELECT md5('shop' || n %% 20)::uuid, %L::date, gen_random_uuid(), (ARRAY['transactional','reply','flow','campaign'])[1 + n %% 4],
       'marketing', (ARRAY['flow','campaign'])[1 + n %% 2], md5('source' || n %% 40)::uuid, gen_random_uuid(), md5('sender' || n %% 25)::uuid,
       (ARRAY['waiting','sending','accepted','sent','delivered','delivered','delivered','failed','skipped','expired'])[1 + n %% 10],
       %L::date + n * interval '1 minute', %L::date + n * interval '1 minute' + interval '2 days', 1,
       %L::date + n * interval '1 minute', %L::date + n * interval '1 minute', %L::date + n * interval '1 minute'
     FROM generate_series(1, 2000) AS n$sql$, partition, month, month, month, month, month, month);
  EXECUTE format('ANALYZE %s', partition);
  EXECUTE format('TRUNCATE %s', partition);
END
$$;

-- Makes the partition of `parent` that holds `month`; true when it was missing. Attached rather than created in place,
-- so that the parent stays readable and writable meanwhile. Safe to repeat and to run from many processes.
CREATE OR REPLACE FUNCTION make_month_partition(parent text, month date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  first date := date_trunc('month', month)::date;
  partition text := parent || '_' || to_char(first, 'YYYY_MM');
  blind text;
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext(partition));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
  -- Neither is taken over by LIKE.
  FOR blind IN SELECT attname FROM pg_attribute WHERE attrelid = parent::regclass AND attnum > 0 AND attstattarget = 0 LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', partition, blind);
  END LOOP;
  IF parent = 'messages' THEN
    -- Room on each page for the next version of each row, which is a little larger than the one it follows.
    EXECUTE format('ALTER TABLE %I SET (fillfactor = 45)', partition);
    PERFORM imagine_messages(partition::regclass, first);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, partition, first, (first + interval '1 month')::date);
  ELSE
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, partition, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC');
  END IF;
  RETURN true;
END
$$;

SELECT make_month_partition('messages', to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM'))
FROM pg_inherits WHERE inhparent = 'before_hot.messages'::regclass ORDER BY inhrelid::regclass::text;

-- The parent's own, which joins are estimated by; nothing else would ever make them.
SELECT imagine_messages('messages', to_date(right(min(inhrelid::regclass::text), 7), 'YYYY_MM'))
FROM pg_inherits WHERE inhparent = 'messages'::regclass;

-- What there is moves over. The id of a record is a digest of its text, as the workers make it.
INSERT INTO "why_records" ("shop_id", "month", "id", "gates")
SELECT DISTINCT shop_id, month, md5(why::text)::uuid, why FROM "before_hot"."messages" WHERE why IS NOT NULL;

INSERT INTO "messages" ("shop_id", "id", "source_id", "subscriber_id", "sender_id", "due_at", "expires_at", "created_at", "month",
  "asked", "attempts", "state", "class", "purpose", "source_kind", "occurrence", "parts", "price_micros", "claimed_at", "ask_at",
  "handed_at", "sent_at", "delivered_at", "ended_at", "why_id", "reason", "encoding", "phone", "provider", "provider_id", "body")
SELECT shop_id, id, source_id, subscriber_id, sender_id, due_at, expires_at, created_at, month,
  asked, attempts, state, class, purpose, source_kind, occurrence, parts, price_micros, claimed_at, ask_at,
  handed_at, sent_at, delivered_at, ended_at, md5(why::text)::uuid, reason, encoding, phone, provider, provider_id, body
FROM "before_hot"."messages";

INSERT INTO "claims" ("shop_id", "id", "claimed_at", "ends_at", "months", "message_ids")
SELECT shop_id, (array_agg(id ORDER BY id))[1], claimed_at, max(claim_ends_at), array_agg(month ORDER BY id), array_agg(id ORDER BY id)
FROM "before_hot"."messages" WHERE state = 'sending' AND claimed_at IS NOT NULL AND claim_ends_at IS NOT NULL
GROUP BY shop_id, claimed_at;

DROP SCHEMA "before_hot" CASCADE;

-- Where the texts of campaigns stand is tallied by these triggers, hence in step with the rows at any moment, whoever
-- writes them; a month that is dropped as a whole leaves its numbers. Deltas are only ever added, so that two writers never meet; foldTallies (domain/messages/tallies.ts) sums them up.
CREATE FUNCTION tally_new_messages() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO message_tallies (shop_id, source_id, state, reason, is_asking, count)
  SELECT shop_id, source_id, state, CASE WHEN state IN ('waiting', 'failed', 'skipped', 'unknown') THEN reason END,
         ask_at IS NOT NULL, count(*)
  FROM new_rows WHERE source_kind = 'campaign'
  GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END
$$;

CREATE FUNCTION tally_changed_messages() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO message_tallies (shop_id, source_id, state, reason, is_asking, count)
  SELECT shop_id, source_id, state, CASE WHEN state IN ('waiting', 'failed', 'skipped', 'unknown') THEN reason END,
         ask_at IS NOT NULL, sum(n)
  FROM (
    SELECT shop_id, source_id, state, reason, ask_at, 1 AS n FROM new_rows WHERE source_kind = 'campaign'
    UNION ALL
    SELECT shop_id, source_id, state, reason, ask_at, -1 FROM old_rows WHERE source_kind = 'campaign'
  ) AS changes
  GROUP BY 1, 2, 3, 4, 5
  HAVING sum(n) <> 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION tally_removed_messages() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO message_tallies (shop_id, source_id, state, reason, is_asking, count)
  SELECT shop_id, source_id, state, CASE WHEN state IN ('waiting', 'failed', 'skipped', 'unknown') THEN reason END,
         ask_at IS NOT NULL, -count(*)
  FROM old_rows WHERE source_kind = 'campaign'
  GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END
$$;

INSERT INTO "message_tallies" ("shop_id", "source_id", "state", "reason", "is_asking", "count")
SELECT shop_id, source_id, state, CASE WHEN state IN ('waiting', 'failed', 'skipped', 'unknown') THEN reason END, ask_at IS NOT NULL, count(*)
FROM "messages" WHERE source_kind = 'campaign'
GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER "messages_tally_new" AFTER INSERT ON "messages"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_new_messages();
CREATE TRIGGER "messages_tally_changed" AFTER UPDATE ON "messages"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_messages();
CREATE TRIGGER "messages_tally_removed" AFTER DELETE ON "messages"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_removed_messages();
