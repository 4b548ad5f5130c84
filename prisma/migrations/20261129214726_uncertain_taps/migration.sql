-- An uncertain tap counts once the link is tapped again later: the person's facts follow. A tap that counts goes on counting.
CREATE FUNCTION fact_confirmed_clicks() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscriber_facts AS f (shop_id, subscriber_id, clicks, last_click_at)
  SELECT n.shop_id, n.subscriber_id, count(*), max(n.clicked_at)
  FROM new_rows n JOIN old_rows o ON o.shop_id = n.shop_id AND o.id = n.id
  WHERE n.counted AND NOT o.counted
  GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (shop_id, subscriber_id) DO UPDATE
  SET clicks = f.clicks + excluded.clicks, last_click_at = greatest(f.last_click_at, excluded.last_click_at);
  RETURN NULL;
END
$$;

CREATE TRIGGER "clicks_facts_confirmed" AFTER UPDATE ON "clicks"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION fact_confirmed_clicks();
