-- Purpose: the checkouts that news may be about, by the checkout's token or the cart's.
-- Inputs:  $1 shop ids, $2 tokens or null, $3 cart tokens or null
-- Output:  each of them once, the newest first
-- Why not Prisma: hundreds of names in one statement. Each part is served by an index: the key, or checkouts_cart_token.
WITH named AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t(shop_id, token, cart_token)
), found AS (
  SELECT c.shop_id, c.token FROM named n JOIN checkouts c ON c.shop_id = n.shop_id AND c.token = n.token
  UNION
  SELECT c.shop_id, c.token FROM named n JOIN checkouts c ON c.shop_id = n.shop_id AND c.token = n.cart_token
  UNION
  SELECT c.shop_id, c.token FROM named n JOIN checkouts c ON c.shop_id = n.shop_id AND c.cart_token = n.cart_token
)
SELECT c.shop_id AS "shopId", c.token, c.cart_token AS "cartToken", c.completed_at IS NULL AS "isOpen"
FROM found f JOIN checkouts c ON c.shop_id = f.shop_id AND c.token = f.token
ORDER BY c.created_at DESC, c.token
