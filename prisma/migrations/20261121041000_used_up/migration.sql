-- Whether marketing texts of a sender must wait because the shop's cap or a carrier's budget of the day has refused one.
-- Asked before every slice and by the sweep: one probe of spend_counters_full, which is empty on most days.
CREATE FUNCTION is_used_up(shop uuid, sender uuid, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM spend_counters c
    WHERE c.shop_id = shop AND c.refused IS NOT NULL AND c.ends_at > at AND (c.kind = 'day' OR EXISTS (
      SELECT 1 FROM carrier_budgets b WHERE b.shop_id = shop AND b.id = c.target AND b.sender_ids @> ARRAY[sender])))
$$;
