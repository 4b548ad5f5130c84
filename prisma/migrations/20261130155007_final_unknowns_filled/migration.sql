-- Those that were given up before there was a table. Reads messages once and locks nothing that a worker waits for.
INSERT INTO "final_unknowns" ("shop_id", "month", "id")
SELECT shop_id, month, id FROM "messages" WHERE state = 'unknown' AND ask_at IS NULL
ON CONFLICT DO NOTHING;
