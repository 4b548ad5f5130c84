-- Purpose: a witness inside the proof's own database. It keeps which process claimed what, and every text that was ever
--          unknown and from when until when, which no looking from outside could promise to have seen.
-- Inputs:  none; each process calls itself by application_name
-- Output:  witness.claims, witness.unknown
-- Why not Prisma: triggers. One insert a statement, whatever the number of its rows.
CREATE SCHEMA witness;
CREATE TABLE witness.claims (worker text NOT NULL, claimed_at timestamptz(6) NOT NULL, PRIMARY KEY (worker, claimed_at));
CREATE TABLE witness.unknown (seq bigserial PRIMARY KEY, message_id uuid NOT NULL, step int NOT NULL);

CREATE FUNCTION witness.see_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO witness.claims
  SELECT DISTINCT current_setting('application_name'), claimed_at FROM new_rows WHERE state = 'sending'
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION witness.see_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO witness.claims
  SELECT DISTINCT current_setting('application_name'), n.claimed_at
  FROM new_rows n JOIN old_rows o USING (shop_id, month, id) WHERE n.state = 'sending' AND o.state <> 'sending'
  ON CONFLICT DO NOTHING;
  INSERT INTO witness.unknown (message_id, step)
  SELECT n.id, CASE n.state WHEN 'unknown' THEN 1 ELSE -1 END
  FROM new_rows n JOIN old_rows o USING (shop_id, month, id)
  WHERE (n.state = 'unknown') <> (o.state = 'unknown');
  RETURN NULL;
END $$;

CREATE TRIGGER witness_new AFTER INSERT ON messages
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION witness.see_new();
CREATE TRIGGER witness_change AFTER UPDATE ON messages
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION witness.see_change();
