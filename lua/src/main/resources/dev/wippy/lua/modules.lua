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
