-- What a process does: its script, from beginning to end.
local wippy = ...
local call, modules = wippy.call, wippy.modules
local libraries = {}

-- Runs a program: {source = chunk, method = …, arguments = …, count = …}; imports says for each chunk which chunk an
-- alias stands for.
local function load_library(chunk)
  local known = libraries[chunk]
  if known == nil then
    known = { state = "loading" }
    libraries[chunk] = known
    known.value = wippy.chunks[chunk]()
    known.state = "loaded"
  elseif known.state == "loading" then
    error("the libraries need one another: " .. chunk:sub(2), 3)
  end
  return known.value
end

function require(name)
  local imports = wippy.imports[wippy.caller()]
  local chunk = imports and imports[name]
  if chunk then
    return load_library(chunk)
  end
  local module = modules[name]
  if module == nil then
    error("there is no module \"" .. tostring(name) .. '" (built in, or among the imports of the entry)', 2)
  end
  return module
end

local function names(functions)
  local found = {}
  for name, value in pairs(functions) do
    if type(value) == "function" then
      found[#found + 1] = tostring(name)
    end
  end
  table.sort(found)
  return #found > 0 and table.concat(found, ", ") or "none"
end

local function method_of(program, returned)
  local method = program.method or "main"
  if type(returned) == "function" then
    return returned
  end
  if type(returned) == "table" then
    -- Without a method, the table may well be a result, which is not to be asked for anything.
    local found
    if program.method then
      found = returned[method]
    else
      found = rawget(returned, method)
    end
    if type(found) == "function" then
      return found
    end
  end
  if type(rawget(_G, method)) == "function" then
    return rawget(_G, method)
  end
  if program.method then
    error(modules.errors.new("Invalid", 'the source has no function "' .. method .. '"; it returns '
      .. (type(returned) == "table" and "a table of: " .. names(returned) or type(returned))), 0)
  end
end

local function run(program)
  local count = program.count
  local returned, err = wippy.chunks[program.source](table.unpack(program.arguments, 1, count))
  local method = method_of(program, returned)
  if method then
    returned, err = method(table.unpack(program.arguments, 1, count))
  end
  if returned == nil and err ~= nil then
    error(err, 0)
  end
  return returned
end

function wippy.start(chunks)
  wippy.chunks = chunks
  math.randomseed()
  local program = call("program")
  wippy.imports = program.imports
  local value
  local ok, message = pcall(wippy.main, function()
    value = run(program)
  end)
  if ok then
    ok, message = pcall(call, "finish", value)
  end
  if not ok then
    local trace = wippy.trace
    call("fail", type(message) == "string" and message or getmetatable(message) == wippy.Error and message
      or tostring(message), trace and trace.message == message and trace.text or "")
  end
end
