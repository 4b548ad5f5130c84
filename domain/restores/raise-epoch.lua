-- Purpose: writes a database's count unless a larger one is known. Several processes write: the count never goes back.
-- KEYS[1] the database's key; ARGV[1] the count.
-- Returns nothing.
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1])
end
