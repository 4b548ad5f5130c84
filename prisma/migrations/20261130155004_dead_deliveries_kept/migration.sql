CREATE FUNCTION note_dead_delivery() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'failed' THEN
    DELETE FROM dead_deliveries WHERE shop_id = OLD.shop_id AND received_at = OLD.received_at AND id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state = 'failed' THEN
    INSERT INTO dead_deliveries (shop_id, received_at, id, kind) VALUES (NEW.shop_id, NEW.received_at, NEW.id, NEW.kind)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

-- A delivery that goes its usual way costs a comparison of its state.
CREATE TRIGGER "intake_died" AFTER UPDATE ON "intake"
  FOR EACH ROW WHEN (OLD.state = 'failed' OR NEW.state = 'failed') EXECUTE FUNCTION note_dead_delivery();
CREATE TRIGGER "intake_buried" AFTER DELETE ON "intake"
  FOR EACH ROW WHEN (OLD.state = 'failed') EXECUTE FUNCTION note_dead_delivery();
