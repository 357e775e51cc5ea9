-- The smaller modules, and what is global.
local wippy = ...
local call, modules = wippy.call, wippy.modules

modules.json = {
  encode = function(value)
    return call("json_encode", value)
  end,
  decode = function(text)
    return call("json_decode", text)
  end,
}

modules.env = {
  get = function(name)
    return call("env", name)
  end,
}

local Logger = { __name = "logger" }
Logger.__index = Logger

local function logged(level)
  return function(self, message, fields)
    local with = self.fields
    if type(fields) == "table" then
      with = {}
      for _, each in ipairs({ self.fields, fields }) do
        for name, value in pairs(each) do
          with[tostring(name)] = tostring(value)
        end
      end
    end
    call("log", level, self.name, tostring(message), with)
  end
end
for _, level in ipairs({ "debug", "info", "warn", "error" }) do
  Logger[level] = logged(level)
end

function Logger:named(name)
  return setmetatable({ name = self.name == "" and name or self.name .. "." .. name, fields = self.fields }, Logger)
end

function Logger:with(fields)
  local with = {}
  for _, each in ipairs({ self.fields, fields }) do
    for name, value in pairs(each) do
      with[tostring(name)] = tostring(value)
    end
  end
  return setmetatable({ name = self.name, fields = with }, Logger)
end
modules.logger = setmetatable({ name = "", fields = {} }, Logger)
logger = modules.logger

local io = {}

function io.write(...)
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    if type(value) ~= "string" and type(value) ~= "number" then
      error("io.write takes texts and numbers, and argument " .. i .. " is a " .. type(value), 2)
    end
    call("write", tostring(value))
  end
  return io
end

function io.eprint(...)
  local texts = {}
  for i = 1, select("#", ...) do
    texts[i] = tostring((select(i, ...)))
  end
  call("write_error", table.concat(texts, "\t") .. "\n")
end

-- A line of the standard input without its end; nil after the last. A prompt is written before.
function io.readline(prompt)
  if prompt ~= nil then
    call("write", tostring(prompt))
  end
  return call("read", "l")
end

-- As Lua's own: "l" a line, "L" with its end, "a" all that is left, a number of bytes.
function io.read(format)
  format = type(format) == "string" and format:gsub("^%*", "") or format or "l"
  if format ~= "l" and format ~= "L" and format ~= "a" and math.type(format) ~= "integer" then
    error('io.read takes "l", "L", "a" or a number of bytes', 2)
  end
  return call("read", format)
end

function io.lines()
  return function()
    return call("read", "l")
  end
end

function io.print(...)
  print(...)
end

function io.flush()
  call("flush")
  return io
end

io.stdout = { write = function(self, ...) io.write(...) return self end, flush = io.flush }
io.stderr = {
  write = function(self, ...)
    call("write_error", table.concat({ ... }))
    return self
  end,
}
_G.io = io
modules.io = io

os = {
  time = function()
    return call("wall") // 1000000000
  end,
  clock = function()
    return call("now") / 1e9
  end,
}

local days = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" }
local months = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
}

-- The parts of a date in UTC, by the proleptic Gregorian calendar, with years that begin in March.
local function date_of(time)
  local day = time // 86400
  local second = time % 86400
  local shifted = day + 719468
  local era = shifted // 146097
  local of_era = shifted % 146097
  local year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
  local of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
  local shifted_month = (5 * of_year + 2) // 153
  local month = shifted_month < 10 and shifted_month + 3 or shifted_month - 9
  local year = year_of_era + era * 400 + (month <= 2 and 1 or 0)
  local leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  local yday = of_year >= 306 and of_year - 305 or of_year + (leap and 61 or 60)
  return {
    year = year, month = month, day = of_year - (153 * shifted_month + 2) // 5 + 1,
    hour = second // 3600, min = second // 60 % 60, sec = second % 60,
    wday = (day + 4) % 7 + 1, yday = yday, isdst = false,
  }
end

local function two(number)
  return ("%02d"):format(number)
end

local parts
parts = {
  a = function(d) return days[d.wday]:sub(1, 3) end,
  A = function(d) return days[d.wday] end,
  b = function(d) return months[d.month]:sub(1, 3) end,
  B = function(d) return months[d.month] end,
  c = function(d)
    return ("%s %s %2d %s %d"):format(parts.a(d), parts.b(d), d.day, parts.T(d), d.year)
  end,
  d = function(d) return two(d.day) end,
  D = function(d) return parts.m(d) .. "/" .. parts.d(d) .. "/" .. parts.y(d) end,
  F = function(d) return d.year .. "-" .. parts.m(d) .. "-" .. parts.d(d) end,
  H = function(d) return two(d.hour) end,
  I = function(d) return two((d.hour + 11) % 12 + 1) end,
  j = function(d) return ("%03d"):format(d.yday) end,
  m = function(d) return two(d.month) end,
  M = function(d) return two(d.min) end,
  p = function(d) return d.hour < 12 and "AM" or "PM" end,
  S = function(d) return two(d.sec) end,
  T = function(d) return parts.H(d) .. ":" .. parts.M(d) .. ":" .. parts.S(d) end,
  w = function(d) return tostring(d.wday - 1) end,
  y = function(d) return two(d.year % 100) end,
  Y = function(d) return tostring(d.year) end,
  z = function() return "+0000" end,
  Z = function() return "UTC" end,
  ["%"] = function() return "%" end,
}
parts.x, parts.X = parts.D, parts.T

-- As Lua's own, in UTC: a script knows of no other place.
function os.date(format, time)
  format = format or "%c"
  if type(format) ~= "string" then
    error("os.date takes a format such as \"%Y-%m-%d\"", 2)
  end
  local whole = time == nil and os.time() or math.tointeger(time)
  if whole == nil then
    error("os.date takes a time in whole seconds", 2)
  end
  local date = date_of(whole)
  format = format:gsub("^!", "")
  if format:sub(1, 2) == "*t" then
    return date
  end
  return (format:gsub("%%(.?)", function(letter)
    local part = parts[letter]
    if part == nil then
      error("os.date knows no %" .. letter, 4)
    end
    return part(date)
  end))
end
modules.os = os

unpack = table.unpack

-- Text only: what is compiled already could be anything.
local load_text = load
function load(chunk, name, mode, ...)
  if mode ~= nil and not tostring(mode):find("t", 1, true) then
    return nil, "attempt to load a text chunk (mode is '" .. tostring(mode) .. "')"
  end
  if type(chunk) == "string" and name == nil then
    return load_text(chunk, chunk, "t", ...)
  end
  return load_text(chunk, name, "t", ...)
end

local standard = { string = string, table = table, math = math, utf8 = utf8, coroutine = coroutine }
for name, module in pairs(standard) do
  modules[name] = module
end
