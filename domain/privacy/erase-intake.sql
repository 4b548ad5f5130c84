-- Purpose: empties the recorded deliveries that name the people to be erased, the request itself included. Handled ones
--          are empty already (intake/finish.sql). Callbacks write a number without its plus.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 the store's customer ids, $4 the number that the request names, or null,
--          $5 its e-mail address in small letters, or null
-- Output:  how many were emptied. Run before erase.sql, which forgets what to look for.
-- Why not Prisma: it looks inside bytes. Rare, and within one shop's two months: a search without an index will do.
WITH needles AS (
  SELECT convert_to(needle, 'UTF8') AS needle
  FROM subscribers s, LATERAL unnest(ARRAY[substr(s.phone, 2), s.email, s.customer_id]) AS needle
  WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[]) AND length(needle) >= 6
  UNION
  SELECT convert_to(id, 'UTF8') FROM unnest($3::text[]) AS id WHERE length(id) >= 6
  UNION
  SELECT convert_to(substr($4::text, 2), 'UTF8') WHERE $4::text IS NOT NULL
), addresses AS (
  SELECT lower(email) AS email FROM subscribers WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND email IS NOT NULL
  UNION
  SELECT $5::text WHERE $5::text IS NOT NULL
), emptied AS (
  UPDATE intake i SET body = '', url = NULL, reason = NULL
  WHERE i.shop_id = $1 AND octet_length(i.body) > 0
    AND (EXISTS (SELECT 1 FROM needles n WHERE position(n.needle IN i.body) > 0)
      -- An address is written in whatever letters, and in JSON or in a form, where "@" may be "%40".
      OR EXISTS (SELECT 1 FROM addresses a
                 WHERE position(a.email IN replace(lower(encode(i.body, 'escape')), '%40', '@')) > 0))
  RETURNING 1
)
SELECT count(*) AS intake FROM emptied
