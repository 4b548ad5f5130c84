-- Purpose: tokens from a bucket that fills at a steady rate; several processes share it.
-- Inputs:  KEYS[1] bucket; ARGV: "take" or "settle", rate per second, burst, tokens, tokens kept for others, real time in ms
-- Output:  { granted, ms until a handful would be granted (0 when anything was) }
-- Tokens are granted as a handful, a quarter of a second's worth or all that is wanted, and waited for when there are fewer:
-- somebody who is always behind would else come for each one, and each coming has its price. A slow bucket's handful is one.
-- A bucket never seen before starts empty: after Redis was emptied nothing may burst. To settle is to move the level by
-- what was used beyond the grant (or, negative, not used); a debt is worked off before anything is granted again.
local op, rate, burst = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local amount, keep, now = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(held[1]) or 0, tonumber(held[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - at) * rate / 1000)
local granted, wait = amount, 0
if op == 'take' then
  local handful = math.max(1, math.min(amount, math.floor(rate / 4), math.floor(burst - keep)))
  granted = math.max(0, math.min(amount, math.floor(tokens - keep)))
  if granted < handful then
    granted, wait = 0, math.ceil((handful + keep - tokens) * 1000 / rate)
  end
end
tokens = math.min(burst, tokens - granted)
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(math.max(now, at)))
redis.call('PEXPIRE', KEYS[1], 3600000)
return { granted, wait }
