-- Purpose: who need not be looked at before a certain time, known to several processes.
-- Inputs:  KEYS[1] the rests; ARGV, to add one: who, for how many ms
-- Output:  those that rest now
-- The server's own time: a machine whose clock is fast would end the rests of all others, one whose clock is slow would draw
-- them out. Why Lua: the time and the rests are read together.
local key = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if #ARGV > 0 then redis.call('ZADD', key, now + tonumber(ARGV[2]), ARGV[1]) end
redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
return redis.call('ZRANGE', key, 0, -1)
