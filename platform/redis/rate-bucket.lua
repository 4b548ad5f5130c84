-- Purpose: tokens from a bucket that fills at a steady rate; several processes share it.
-- Inputs:  KEYS[1] bucket; ARGV: "take" or "adjust", rate per second, burst, tokens wanted, how many of them are of use at once,
--          tokens kept for others, rank of who asks (0 goes first)
-- Output:  { granted, ms until a handful would be granted (0 when anything was) }
-- Tokens are granted as a handful, a quarter of a second's worth or all that is of use, and waited for when there are fewer:
-- someone who is always behind would else come for each one, and each coming has its price. A slow bucket's handful is one.
-- Who gets less than is of use stands in line, and until it comes again lower ranks get no more than their floor, so that
-- the quickest caller does not always win; but what has piled up beyond half of the burst meanwhile is anyone's.
-- A bucket never seen before starts empty: after Redis was emptied nothing may burst. To adjust is to move the level by what
-- was used beyond the grant (or, negative, not used); a debt is worked off before anything is granted again.
local FLOOR = 0.05       -- of the rate, for each rank that has to yield
local PATIENCE_MS = 500  -- a caller in line that does not come again is forgotten
local LONGEST_WAIT_MS = 1000

local op, rate, burst = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local want, of_use, keep = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local rank = tonumber(ARGV[7])
local key = KEYS[1]
-- The server's own, in ms: of several machines' clocks the one that is furthest ahead would stop the bucket for all others.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local held = redis.call('HMGET', key, 'tokens', 'at', 'line0', 'line1', 'line2', 'floor' .. rank, 'floor_at' .. rank)
local tokens, at = tonumber(held[1]) or 0, tonumber(held[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - at) * rate / 1000)

local function yields()
  for above = 0, math.min(rank, 3) - 1 do
    if (tonumber(held[3 + above]) or 0) > now then return true end
  end
  return false
end

local granted, wait = want, 0
if op == 'take' then
  local handful = math.max(1, math.min(of_use, math.floor(rate / 4), math.floor((burst - keep) / 2)))
  if yields() then
    local most = math.max(1, rate * FLOOR)
    local floor = math.min(most, (tonumber(held[6]) or 0) + (now - (tonumber(held[7]) or now)) * rate * FLOOR / 1000)
    handful = math.min(handful, math.floor(most))
    local spare = math.floor(tokens - keep - burst / 2)
    granted = math.min(want, math.max(0, spare, math.min(math.floor(floor), math.floor(tokens))))
    if granted < handful then
      granted = 0
      local missing = math.max((handful - floor) / FLOOR, handful - tokens)
      wait = math.min(LONGEST_WAIT_MS, math.ceil(missing * 1000 / rate))
    end
    redis.call('HSET', key, 'floor' .. rank, tostring(math.max(0, floor - granted)), 'floor_at' .. rank, tostring(now))
  else
    granted = math.max(0, math.min(want, math.floor(tokens - keep)))
    if granted < handful then
      granted, wait = 0, math.ceil((handful + keep - tokens) * 1000 / rate)
    end
  end
  local until_ms = granted < of_use and now + wait + PATIENCE_MS or 0
  redis.call('HSET', key, 'line' .. rank, tostring(until_ms))
end
tokens = math.min(burst, tokens - granted)
redis.call('HSET', key, 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('PEXPIRE', key, 3600000)
return { granted, wait }
