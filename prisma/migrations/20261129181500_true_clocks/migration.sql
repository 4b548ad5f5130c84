-- Zones that our table lacked when these people's places were written down. Rows alone are locked, each for the statement that
-- mends it; old code reads the new values as it reads any others. Chunks of a campaign under way keep the zones they were cut with.

-- Countries that only phone numbers know: their people were taken for Americans of an unknown state.
UPDATE "subscribers" s
SET "places" = s.places || jsonb_build_array(jsonb_build_object('kind', 'area-code', 'country', o.country, 'region', NULL,
                                                                'timeZones', jsonb_build_array(o.zone), 'seenAt', s.created_at)),
    "country" = coalesce(s.country, o.country),
    "time_zone" = CASE WHEN s.country IS NULL THEN o.zone ELSE s.time_zone END,
    "rule_signature" =
      (SELECT string_agg(DISTINCT j COLLATE "C", ',' ORDER BY j COLLATE "C")
       FROM unnest(string_to_array(CASE WHEN s.rule_signature = 'unknown' THEN '' ELSE split_part(s.rule_signature, '@', 1) END, ',')
                   || o.country) AS j) || '@' ||
      (SELECT string_agg(DISTINCT z COLLATE "C", ',' ORDER BY z COLLATE "C")
       FROM unnest(string_to_array(split_part(s.rule_signature, '@', 2), ',') || o.zone) AS z)
FROM (VALUES ('+383%', 'XK', 'Europe/Belgrade'), ('+247%', 'AC', 'Atlantic/St_Helena'), ('+2908%', 'TA', 'Atlantic/St_Helena'))
  AS o(numbers, country, zone)
WHERE s.phone LIKE o.numbers AND NOT s.places @> '[{"kind": "area-code"}]';

-- Parts of Canada whose clocks differ from those that were listed, or will differ after the changes of 2026.
UPDATE "subscribers" s
SET "places" =
      (SELECT jsonb_agg(CASE WHEN p ->> 'country' = 'CA' AND p ->> 'region' = o.region AND p -> 'timeZones' ? o.if_listed
                             THEN p || jsonb_build_object('timeZones', (p -> 'timeZones') || (to_jsonb(o.zones) - o.if_listed))
                             ELSE p END)
       FROM jsonb_array_elements(s.places) AS p),
    "rule_signature" = split_part(s.rule_signature, '@', 1) || '@' ||
      (SELECT string_agg(DISTINCT z COLLATE "C", ',' ORDER BY z COLLATE "C")
       FROM unnest(string_to_array(split_part(s.rule_signature, '@', 2), ',') || o.zones) AS z)
FROM (VALUES ('NT', 'America/Edmonton', ARRAY['America/Inuvik']),
             ('NU', 'America/Edmonton', ARRAY['America/Iqaluit', 'America/Rankin_Inlet', 'America/Cambridge_Bay']),
             ('MB', 'America/Winnipeg', ARRAY['America/Panama']),
             ('ON', 'America/Winnipeg', ARRAY['America/Chicago'])) AS o(region, if_listed, zones)
WHERE s.rule_signature LIKE '%@%'
  AND EXISTS (SELECT FROM jsonb_array_elements(s.places) AS p
              WHERE p ->> 'country' = 'CA' AND p ->> 'region' = o.region AND p -> 'timeZones' ? o.if_listed
                AND NOT p -> 'timeZones' ? o.zones[1]);
