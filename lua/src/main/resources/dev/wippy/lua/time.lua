-- Durations are whole numbers of nanoseconds, or texts such as "1m30s".
local wippy = ...
local call = wippy.call

local time = {
  NANOSECOND = 1,
  MICROSECOND = 1000,
  MILLISECOND = 1000000,
  SECOND = 1000000000,
  MINUTE = 60 * 1000000000,
  HOUR = 3600 * 1000000000,
}
local units = {
  ns = 1, us = time.MICROSECOND, ["µs"] = time.MICROSECOND, ms = time.MILLISECOND,
  s = time.SECOND, m = time.MINUTE, h = time.HOUR,
}

local function whole(nanos)
  if nanos ~= nanos then
    return 0
  end
  if nanos >= math.maxinteger then
    return math.maxinteger
  end
  return math.tointeger(nanos // 1) or 0
end

local function parse(text)
  local rest, total, parts = text:gsub("^%-", ""), 0, 0
  while rest ~= "" do
    local number, unit, after = rest:match("^([%d.]+)([^%d.]+)(.*)$")
    if not number or not tonumber(number) or not units[unit] then
      return nil
    end
    total, rest, parts = total + tonumber(number) * units[unit], after, parts + 1
  end
  if parts == 0 then
    return nil
  end
  return whole(text:sub(1, 1) == "-" and -total or total)
end

-- A duration of what a script gives for one, or an error at the script's line.
function wippy.duration(value, level)
  if math.type(value) == "integer" then
    return value
  elseif type(value) == "number" then
    return whole(value)
  elseif type(value) == "string" then
    local nanos = parse(value)
    if nanos then
      return nanos
    end
  end
  error("a duration is a number of nanoseconds, or a text such as \"100ms\" or \"1m30s\", and not "
    .. (type(value) == "string" and '"' .. value .. '"' or type(value)), level + 1)
end
local duration = wippy.duration

local function unit(name, size)
  time[name] = function(count)
    if type(count) ~= "number" then
      error("time." .. name .. " takes a number", 2)
    end
    return math.type(count) == "integer" and count * size or whole(count * size)
  end
end
unit("nanoseconds", 1)
unit("microseconds", time.MICROSECOND)
unit("milliseconds", time.MILLISECOND)
unit("seconds", time.SECOND)
unit("minutes", time.MINUTE)
unit("hours", time.HOUR)

-- The nanoseconds of a text; nil and an error if it is no duration.
function time.parse(text)
  if type(text) == "number" then
    return whole(text)
  end
  local nanos = type(text) == "string" and parse(text)
  if nanos then
    return nanos
  end
  return nil, wippy.modules.errors.new("Invalid", 'not a duration: "' .. tostring(text) .. '" (one looks like "100ms")')
end
time.parse_duration = time.parse

local Instant = { __name = "time" }
Instant.__index = Instant

-- The wall clock.
function time.now()
  return setmetatable({ nanos = call("wall"), monotonic = call("now") }, Instant)
end

function Instant:unix()
  return self.nanos // time.SECOND
end

function Instant:unix_milli()
  return self.nanos // time.MILLISECOND
end

function Instant:unix_nano()
  return self.nanos
end

-- The nanoseconds from another to this one.
function Instant:sub(other)
  return self.monotonic - other.monotonic
end

function Instant.__sub(left, right)
  return left:sub(right)
end

function Instant.__lt(left, right)
  return left.nanos < right.nanos
end

function Instant.__le(left, right)
  return left.nanos <= right.nanos
end

function Instant:__tostring()
  return call("instant", self.nanos)
end

-- The nanoseconds since an instant.
function time.since(instant)
  return call("now") - instant.monotonic
end

local function deadline(nanos)
  local now = call("now")
  return nanos > math.maxinteger - math.max(now, 0) and math.maxinteger or now + nanos
end
wippy.deadline = deadline

function time.sleep(value)
  local nanos = duration(value, 2)
  if nanos <= 0 then
    return
  end
  local waiter = {}
  wippy.at(deadline(nanos), function()
    wippy.wake(waiter)
  end)
  wippy.block(waiter)
end

-- A channel that gives the time once it is over.
function time.after(value)
  local over = wippy.new_channel(1)
  wippy.at(deadline(duration(value, 2)), function()
    wippy.try_send(over, time.now())
  end)
  return over
end

local Ticker = { __name = "ticker" }
Ticker.__index = Ticker

-- Gives the time again and again, until it is stopped; a tick that nobody took is not followed by another.
function time.ticker(value)
  local nanos = duration(value, 2)
  if nanos <= 0 then
    error("time.ticker takes a duration above 0", 2)
  end
  local self = setmetatable({ ticks = wippy.new_channel(1) }, Ticker)
  local at = deadline(nanos)
  local function tick()
    if self.stopped then
      return
    end
    wippy.try_send(self.ticks, time.now())
    at = math.max(at + nanos, call("now"))
    self.timer = wippy.at(at, tick)
  end
  self.timer = wippy.at(at, tick)
  return self
end

function Ticker:channel()
  return self.ticks
end

function Ticker:stop()
  self.stopped = true
  self.timer.off = true
end

function Ticker:receive()
  return self.ticks:receive()
end

function Ticker:case_receive()
  return self.ticks:case_receive()
end

wippy.modules.time = time
