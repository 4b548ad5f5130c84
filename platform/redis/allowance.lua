-- Purpose: an allowance of requests, counted at several levels at once (a caller's, and that of all callers together).
-- Inputs:  KEYS[1] a hash for everything that shares the last level; ARGV: tokens wanted (below zero: given back), then for each level its name,
--          rate per second and burst
-- Output:  { granted, whole tokens left at each level }
-- Unlike the senders' bucket it starts full and no one waits in line: a caller that gets less is told when to come again.
local want, granted = tonumber(ARGV[1]), tonumber(ARGV[1])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local levels, fields = {}, {}
for place = 2, #ARGV, 3 do
  fields[#fields + 1] = ARGV[place] .. ':tokens'
  fields[#fields + 1] = ARGV[place] .. ':at'
end
local held = redis.call('HMGET', KEYS[1], unpack(fields))
for place = 2, #ARGV, 3 do
  local rate, burst = tonumber(ARGV[place + 1]), tonumber(ARGV[place + 2])
  local at = #levels * 2 + 1
  local tokens = burst
  if held[at] then tokens = math.min(burst, tonumber(held[at]) + math.max(0, now - tonumber(held[at + 1])) * rate / 1000) end
  if want >= 0 then granted = math.max(0, math.min(granted, math.floor(tokens))) end
  levels[#levels + 1] = tokens
end
local answer, stored = { granted }, {}
for i, tokens in ipairs(levels) do
  local left = tokens - granted
  stored[#stored + 1] = fields[i * 2 - 1]
  stored[#stored + 1] = tostring(left)
  stored[#stored + 1] = fields[i * 2]
  stored[#stored + 1] = tostring(now)
  answer[#answer + 1] = math.floor(left)
end
redis.call('HSET', KEYS[1], unpack(stored))
redis.call('PEXPIRE', KEYS[1], 3600000)
return answer
