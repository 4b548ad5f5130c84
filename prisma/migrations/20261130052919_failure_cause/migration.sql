SET lock_timeout = '5s';
-- Empty for every row that is there, so that nothing is rewritten. Old code leaves it empty.
ALTER TABLE "messages" ADD COLUMN "failure_cause" TEXT;

-- The causes of failures that were written without one, as far as anything asks for them. Every such row is Twilio's: it was the
-- only provider. Can be dropped once the months before December 2026 are gone.
CREATE FUNCTION cause_of_old_failure(code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE code WHEN '21408' THEN 'region' WHEN '30032' THEN 'sender-not-allowed' WHEN '30034' THEN 'sender-not-allowed' END;
