-- Purpose: an allowance of requests, counted at several levels at once (a caller's, and that of all callers together).
-- Inputs:  KEYS[1] a hash for everything that shares the last level; ARGV: tokens wanted (below zero: given back), then for each level its name,
--          rate per second and burst
-- Output:  { granted, whole tokens left at each level }
-- Unlike the senders' bucket it starts full and no one waits in line: a caller that gets less is told when to come again.
local want, granted = tonumber(ARGV[1]), tonumber(ARGV[1])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local levels = {}
for place = 2, #ARGV, 3 do
  local name, rate, burst = ARGV[place], tonumber(ARGV[place + 1]), tonumber(ARGV[place + 2])
  local held = redis.call('HMGET', KEYS[1], name .. ':tokens', name .. ':at')
  local tokens = burst
  if held[1] then tokens = math.min(burst, tonumber(held[1]) + math.max(0, now - tonumber(held[2])) * rate / 1000) end
  if want >= 0 then granted = math.max(0, math.min(granted, math.floor(tokens))) end
  levels[#levels + 1] = { name = name, tokens = tokens }
end
local answer = { granted }
for _, level in ipairs(levels) do
  local left = level.tokens - granted
  redis.call('HSET', KEYS[1], level.name .. ':tokens', tostring(left), level.name .. ':at', tostring(now))
  answer[#answer + 1] = math.floor(left)
end
redis.call('PEXPIRE', KEYS[1], 3600000)
return answer
