-- Small programs, each run several times, for any Lua 5.4: lua5.4 programs.lua
local clock = os.clock
local N = 6
local function bench(name, f)
  local first, best, chk
  for i = 1, N do
    local t0 = clock()
    chk = f()
    local dt = clock() - t0
    if i == 1 then first = dt end
    if not best or dt < best then best = dt end
  end
  print(string.format("%-12s first %8.1f ms  best %8.1f ms  chk %s", name, first*1000, best*1000, tostring(chk)))
end
local function fib(n) if n < 2 then return n end return fib(n-1) + fib(n-2) end
bench("fib30", function() return fib(30) end)
bench("table1e6", function()
  local t = {}
  for i = 1, 1000000 do t[i] = i end
  local s = 0
  for i = 1, #t do s = s + t[i] end
  for i, v in ipairs(t) do s = s - v end
  return s
end)
bench("tinsert3e5", function()
  local t = {}
  for i = 1, 300000 do table.insert(t, i) end
  local h = {}
  for i = 1, 100000 do h["k" .. i] = i end
  local s = 0
  for k, v in pairs(h) do s = s + v end
  return s + #t
end)
bench("string", function()
  local parts = {}
  for i = 1, 100000 do
    parts[#parts+1] = string.format("%d:%s:%5.2f", i, "abc", i / 3)
  end
  local s = table.concat(parts, ",")
  local x = ""
  for i = 1, 3000 do x = x .. "line " .. i .. "\n" end
  return #s + #x
end)
bench("strmatch", function()
  local s = string.rep("key=value; other=thing42; ", 2000)
  local c = 0
  for k, v in string.gmatch(s, "(%w+)=(%w+)") do c = c + #k + #v end
  local r, n = string.gsub(s, "%d+", function(d) return "<" .. d .. ">" end)
  return c + n + #r
end)
bench("closure5e6", function()
  local function mk() local c = 0; return function(d) c = c + d; return c end end
  local f = mk()
  for i = 1, 5000000 do f(1) end
  return f(0)
end)
bench("method3e6", function()
  local C = {}; C.__index = C
  function C.new(x) return setmetatable({x = x}, C) end
  function C:add(d) self.x = self.x + d; return self end
  local o = C.new(0)
  for i = 1, 3000000 do o:add(i) end
  return o.x
end)
bench("float", function()
  local w, n = 200, 0
  for py = 0, w-1 do for px = 0, w-1 do
    local x0, y0, x, y, it = px/w*3.5-2.5, py/w*2-1, 0.0, 0.0, 0
    while x*x + y*y <= 4 and it < 50 do x, y = x*x-y*y+x0, 2*x*y+y0; it = it + 1 end
    n = n + it
  end end
  return n
end)
bench("coro2e5", function()
  local co = coroutine.wrap(function() local i = 0; while true do i = i + 1; coroutine.yield(i) end end)
  local s = 0
  for i = 1, 200000 do s = s + co() end
  return s
end)
bench("pcall3e5", function()
  local ok = 0
  for i = 1, 300000 do if pcall(function(x) return x end, i) then ok = ok + 1 end end
  for i = 1, 20000 do if not pcall(error, "x") then ok = ok + 1 end end
  return ok
end)
bench("coocreate", function()
  local s = 0
  for i = 1, 20000 do
    local co = coroutine.wrap(function(a) local b = coroutine.yield(a) return b end)
    s = s + co(i) + co(1)
  end
  return s
end)
