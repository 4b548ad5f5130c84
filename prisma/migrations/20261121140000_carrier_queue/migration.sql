-- A text that would still be in the carrier's queue when its hours end is not handed over. Nobody tells us that queue, but the
-- receipts do: what they say is kept with the sender.
ALTER TABLE "senders"
  ADD COLUMN "queue_seconds" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "queue_seen_at" TIMESTAMPTZ(3);

-- What is said of the queue holds for a quarter of an hour; without receipts nothing is known.
CREATE FUNCTION carrier_queue_seconds(sender "senders", at timestamptz) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN sender.queue_seen_at > at - interval '15 minutes' THEN sender.queue_seconds ELSE 0 END;
