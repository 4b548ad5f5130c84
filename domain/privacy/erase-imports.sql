-- Purpose: takes people to be erased out of what is left of imported files: the lines that were refused, the sample of a
--          file, and files that lie there. Such a file goes as a whole, with a sentence for the merchant; one of more than 64
--          pieces goes unread. A file that is being gone through stays: it is deleted at its end, and an erased person is
--          refused by then.
-- Inputs:  $1 shop id, $2 subscriber ids, $3 now, $4 the number that the request names, or null: of someone who was only ever
--          refused there is a line and no subscriber; $5 its e-mail address, or null, for the same. Files that go unread are left to what is known of subscribers.
-- Output:  how many of each. Run before erase.sql, which forgets what to look for.
-- Why not Prisma: it looks inside texts and bytes. Rare, and within one shop's latest files: a search without an index will do.
WITH people AS (
  SELECT phone, email FROM subscribers WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND phone IS NOT NULL
), named AS (
  SELECT phone, email FROM people UNION ALL SELECT $4::text, $5::text WHERE $4::text IS NOT NULL OR $5::text IS NOT NULL
), refusals AS (
  UPDATE import_refusals r SET cells = '{}'
  WHERE r.shop_id = $1 AND r.cells <> '{}'
    AND EXISTS (SELECT FROM named p WHERE names_person(array_to_string(r.cells, ' '), p.phone, p.email))
  RETURNING 1
), files AS MATERIALIZED (
  SELECT i.id AS import_id FROM imports i
  WHERE i.shop_id = $1 AND i.state NOT IN ('examining', 'importing') AND EXISTS (SELECT FROM named)
    AND CASE WHEN (SELECT count(*) FROM import_parts f WHERE f.shop_id = $1 AND f.import_id = i.id) > 64 THEN EXISTS (SELECT FROM people)
        ELSE EXISTS (SELECT FROM import_parts f JOIN named p ON names_person(encode(f.bytes, 'escape'), p.phone, p.email)
                     WHERE f.shop_id = $1 AND f.import_id = i.id) END
), parts AS (
  DELETE FROM import_parts f WHERE f.shop_id = $1 AND f.import_id IN (SELECT import_id FROM files)
  RETURNING 1
), numbers AS (
  -- Fingerprints of the file's numbers, which a paused import keeps.
  DELETE FROM import_numbers n WHERE n.shop_id = $1 AND n.import_id IN (SELECT import_id FROM files)
), blanked AS (
  UPDATE imports i
  SET sample = '[]', updated_at = $3::timestamptz,
      state = CASE WHEN f.import_id IS NULL OR i.state IN ('finished', 'cancelled', 'failed') THEN i.state ELSE 'failed' END,
      problem = CASE WHEN f.import_id IS NULL THEN i.problem
        ELSE 'Somebody in this file asked to be erased, so the file was deleted. Upload it again without them.' END,
      ended_at = CASE WHEN f.import_id IS NULL THEN i.ended_at ELSE coalesce(i.ended_at, $3::timestamptz) END
  FROM imports j LEFT JOIN files f ON f.import_id = j.id
  WHERE j.shop_id = $1 AND i.shop_id = j.shop_id AND i.id = j.id
    AND (f.import_id IS NOT NULL
      OR EXISTS (SELECT FROM named p WHERE i.sample <> '[]' AND names_person(i.sample::text, p.phone, p.email)))
  RETURNING 1
)
SELECT (SELECT count(*) FROM refusals) AS "importRefusals", (SELECT count(*) FROM parts) AS "importParts",
       (SELECT count(*) FROM blanked) AS imports
