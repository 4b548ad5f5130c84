-- Segments: saved rules, lists, their sizes day by day, and what rules are asked of: docs/decisions/0023-segments.md.

CREATE TABLE "segments" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "people" INTEGER,
    "subscribed" INTEGER,
    "is_exact" BOOLEAN NOT NULL DEFAULT true,
    "counted_at" TIMESTAMPTZ(3),
    "count_due_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segments_pkey" PRIMARY KEY ("shop_id","id")
);
-- A name is free again once its segment is archived.
CREATE UNIQUE INDEX "segments_name" ON "segments" ("shop_id", lower("name")) WHERE "archived_at" IS NULL;
-- Segments whose size is to be taken. Read across shops by the sweep.
CREATE INDEX "segments_count_due" ON "segments" ("count_due_at") WHERE "archived_at" IS NULL;

CREATE TABLE "segment_sizes" (
    "shop_id" UUID NOT NULL,
    "segment_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "people" INTEGER NOT NULL,
    "subscribed" INTEGER NOT NULL,
    "is_exact" BOOLEAN NOT NULL,

    CONSTRAINT "segment_sizes_pkey" PRIMARY KEY ("shop_id","segment_id","day")
);

CREATE TABLE "lists" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lists_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "lists_name" ON "lists" ("shop_id", lower("name"));

CREATE TABLE "list_members" (
    "shop_id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "list_members_pkey" PRIMARY KEY ("shop_id","list_id","subscriber_id")
);
-- Which lists somebody is on: the profile, a data request, an erasure.
CREATE INDEX "list_members_shop_id_subscriber_id_idx" ON "list_members"("shop_id", "subscriber_id");

-- What a person has done, added up: one narrow row for each who has done anything. Room on the pages for the next version
-- of each row, and no index on what changes.
CREATE TABLE "subscriber_facts" (
    "shop_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "first_order_at" TIMESTAMPTZ(3),
    "last_order_at" TIMESTAMPTZ(3),
    "spent_micros" BIGINT NOT NULL DEFAULT 0,
    "last_click_at" TIMESTAMPTZ(3),
    "last_reply_at" TIMESTAMPTZ(3),
    "orders" INTEGER NOT NULL DEFAULT 0,
    "clicks" INTEGER NOT NULL DEFAULT 0,
    "replies" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "subscriber_facts_pkey" PRIMARY KEY ("shop_id","subscriber_id")
) WITH (fillfactor = 85);

-- As of the other tables that every statement asks by shop: see 20261121010000_hot_messages.
ALTER TABLE "subscriber_facts" ALTER COLUMN "shop_id" SET STATISTICS 0;
ALTER TABLE "list_members" ALTER COLUMN "shop_id" SET STATISTICS 0, ALTER COLUMN "list_id" SET STATISTICS 0;

-- Facts are kept by triggers, hence in step with the rows at any moment, whoever writes them. Those of orders are added up
-- anew from the person's orders: an order may be told twice, late, cancelled, refunded, or change hands. First the
-- people's facts are locked, in the order of their ids; the statement after that sees whatever committed meanwhile, and
-- whoever comes later waits and then sees these orders.
CREATE FUNCTION refresh_order_facts(shops uuid[], people uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriber_facts (shop_id, subscriber_id)
  SELECT DISTINCT t.shop_id, t.id FROM unnest(shops, people) AS t(shop_id, id) ORDER BY 1, 2
  ON CONFLICT (shop_id, subscriber_id) DO NOTHING;
  PERFORM FROM subscriber_facts f JOIN (SELECT DISTINCT * FROM unnest(shops, people)) AS t(shop_id, id)
    ON f.shop_id = t.shop_id AND f.subscriber_id = t.id
  ORDER BY f.shop_id, f.subscriber_id FOR NO KEY UPDATE OF f;
  UPDATE subscriber_facts f
  SET orders = n.orders, spent_micros = n.spent, first_order_at = n.first_at, last_order_at = n.last_at
  FROM (SELECT DISTINCT * FROM unnest(shops, people)) AS t(shop_id, id),
       LATERAL (SELECT count(*)::int AS orders, coalesce(sum(o.total_micros - o.refunded_micros), 0)::int8 AS spent,
                       min(o.placed_at) AS first_at, max(o.placed_at) AS last_at
                FROM orders o WHERE o.shop_id = t.shop_id AND o.subscriber_id = t.id AND o.cancelled_at IS NULL) AS n
  WHERE f.shop_id = t.shop_id AND f.subscriber_id = t.id
    AND (f.orders, f.spent_micros, f.first_order_at, f.last_order_at) IS DISTINCT FROM (n.orders, n.spent, n.first_at, n.last_at);
END
$$;

CREATE FUNCTION fact_new_orders() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE shops uuid[]; people uuid[];
BEGIN
  SELECT array_agg(shop_id), array_agg(subscriber_id) INTO shops, people FROM new_rows WHERE subscriber_id IS NOT NULL;
  IF shops IS NOT NULL THEN PERFORM refresh_order_facts(shops, people); END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION fact_changed_orders() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE shops uuid[]; people uuid[];
BEGIN
  SELECT array_agg(c.shop_id), array_agg(c.subscriber_id) INTO shops, people
  FROM (
    SELECT shop_id, subscriber_id
    FROM (
      SELECT shop_id, id, subscriber_id, total_micros, refunded_micros, placed_at, cancelled_at IS NULL AS stands FROM new_rows
      UNION ALL
      SELECT shop_id, id, subscriber_id, total_micros, refunded_micros, placed_at, cancelled_at IS NULL FROM old_rows
    ) AS versions
    WHERE subscriber_id IS NOT NULL
    GROUP BY shop_id, id, subscriber_id, total_micros, refunded_micros, placed_at, stands
    HAVING count(*) = 1 -- the other version of the order differs in what counts
  ) AS c;
  IF shops IS NOT NULL THEN PERFORM refresh_order_facts(shops, people); END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION fact_removed_orders() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE shops uuid[]; people uuid[];
BEGIN
  SELECT array_agg(shop_id), array_agg(subscriber_id) INTO shops, people FROM old_rows WHERE subscriber_id IS NOT NULL;
  IF shops IS NOT NULL THEN PERFORM refresh_order_facts(shops, people); END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "orders_facts_new" AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION fact_new_orders();
CREATE TRIGGER "orders_facts_changed" AFTER UPDATE ON "orders"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION fact_changed_orders();
CREATE TRIGGER "orders_facts_removed" AFTER DELETE ON "orders"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION fact_removed_orders();

-- Clicks and inbound texts are written once and never change in what counts here.
CREATE FUNCTION fact_new_clicks() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriber_facts AS f (shop_id, subscriber_id, clicks, last_click_at)
  SELECT shop_id, subscriber_id, count(*), max(clicked_at) FROM new_rows WHERE counted GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (shop_id, subscriber_id) DO UPDATE
  SET clicks = f.clicks + excluded.clicks, last_click_at = greatest(f.last_click_at, excluded.last_click_at);
  RETURN NULL;
END
$$;

CREATE FUNCTION fact_new_replies() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriber_facts AS f (shop_id, subscriber_id, replies, last_reply_at)
  SELECT shop_id, subscriber_id, count(*), max(received_at) FROM new_rows GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (shop_id, subscriber_id) DO UPDATE
  SET replies = f.replies + excluded.replies, last_reply_at = greatest(f.last_reply_at, excluded.last_reply_at);
  RETURN NULL;
END
$$;

CREATE TRIGGER "clicks_facts_new" AFTER INSERT ON "clicks"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION fact_new_clicks();
CREATE TRIGGER "inbound_texts_facts_new" AFTER INSERT ON "inbound_texts"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION fact_new_replies();

-- What there is already.
INSERT INTO "subscriber_facts" ("shop_id", "subscriber_id", "orders", "spent_micros", "first_order_at", "last_order_at",
  "clicks", "last_click_at", "replies", "last_reply_at")
SELECT shop_id, subscriber_id, sum(orders), sum(spent), min(first_order_at), max(last_order_at), sum(clicks), max(last_click_at),
       sum(replies), max(last_reply_at)
FROM (
  SELECT shop_id, subscriber_id, 1 AS orders, total_micros - refunded_micros AS spent, placed_at AS first_order_at,
         placed_at AS last_order_at, 0 AS clicks, NULL::timestamptz AS last_click_at, 0 AS replies, NULL::timestamptz AS last_reply_at
  FROM "orders" WHERE subscriber_id IS NOT NULL AND cancelled_at IS NULL
  UNION ALL
  SELECT shop_id, subscriber_id, 0, 0, NULL, NULL, 1, clicked_at, 0, NULL FROM "clicks" WHERE counted
  UNION ALL
  SELECT shop_id, subscriber_id, 0, 0, NULL, NULL, 0, NULL, 1, received_at FROM "inbound_texts"
) AS done
GROUP BY shop_id, subscriber_id;

-- The subscribers page's order, which a count by place, date or consent now reads instead of the table. Rows of an
-- import come at one end of it, so that it costs them next to nothing. In place of the one without the rest.
DROP INDEX "subscribers_shop_id_created_at_id_idx";
CREATE INDEX "subscribers_newest" ON "subscribers" ("shop_id", "created_at" DESC, "id")
  INCLUDE ("marketing", "marketing_at", "country", "region", "time_zone") WHERE "redacted_at" IS NULL;
-- Those with some tag. Who has none is not in it.
CREATE INDEX "subscribers_tags" ON "subscribers" USING gin ("tags") WHERE "tags" <> '{}';
-- What was bought: a line of an order by any of its parts.
CREATE INDEX "orders_lines" ON "orders" USING gin ("lines" jsonb_path_ops) WHERE "cancelled_at" IS NULL;
-- An index is read alone only where a vacuum has been since.
ALTER TABLE "subscribers" SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
