-- Those that failed before there was a trigger. Reads intake once and locks nothing that a worker waits for.
INSERT INTO "dead_deliveries" ("shop_id", "received_at", "id", "kind")
SELECT shop_id, received_at, id, kind FROM "intake" WHERE state = 'failed'
ON CONFLICT DO NOTHING;
