-- Purpose: what the processes of a group say of themselves, known to each other.
-- Inputs:  KEYS[1] the group; ARGV: which process, what it says (a number), for how many ms that holds
-- Output:  every process whose word holds, itself included, each followed by its number
-- The server's own time, as in rests.lua. Why Lua: the words, their times and what has run out are read and written together.
local key = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', key, ARGV[1], (now + tonumber(ARGV[3])) .. ' ' .. ARGV[2])
redis.call('PEXPIRE', key, ARGV[3])
local said = redis.call('HGETALL', key)
local holds = {}
for i = 1, #said, 2 do
  local untilMs, number = string.match(said[i + 1], '^(%S+) (%S+)$')
  if tonumber(untilMs) > now then
    holds[#holds + 1] = said[i]
    holds[#holds + 1] = number
  else
    redis.call('HDEL', key, said[i])
  end
end
return holds
