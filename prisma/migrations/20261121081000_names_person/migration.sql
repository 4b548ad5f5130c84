-- Whether a piece of a file names a person: the last nine digits of the number, however they are grouped, or the address.
-- Bytes are given in PostgreSQL's escape format, in which what is no letter is a backslash and three octal digits.
CREATE FUNCTION names_person(piece text, phone text, email text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(position(right(regexp_replace(phone, '\D', '', 'g'), 9)
                           IN regexp_replace(regexp_replace(piece, '\\[0-7]{3}', '', 'g'), '\D', '', 'g')) > 0, false)
      OR coalesce(position(lower(email) IN lower(regexp_replace(piece, '\\[0-7]{3}', '', 'g'))) > 0, false)
$$;
