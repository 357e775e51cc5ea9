-- Channels between the tasks of a process, and from the host.
local wippy = ...
local block, wake = wippy.block, wippy.wake

local Channel = { __name = "channel" }
Channel.__index = Channel
local channel = {}

local function new(capacity)
  return setmetatable({
    capacity = capacity,
    first = 1, last = 0,           -- what is buffered stands between, in "items"
    items = {},
    senders = {}, receivers = {},  -- those that wait, first come first served
  }, Channel)
end

-- The first that still waits; one of a select may have been served elsewhere.
local function waiting(list)
  while list[1] do
    if not list[1].waiter.done then
      return list[1]
    end
    table.remove(list, 1)
  end
end

local function forget(list, waiter)
  for i = #list, 1, -1 do
    if list[i].waiter == waiter then
      table.remove(list, i)
    end
  end
end

local function serve(entry, value, ok)
  local waiter = entry.waiter
  waiter.value, waiter.ok, waiter.channel = value, ok, entry.channel
  wake(waiter)
end

-- Sends if that is possible at once.
local function try_send(self, value)
  if self.closed then
    error("send on a closed channel", 0)
  end
  local receiver = waiting(self.receivers)
  if receiver then
    table.remove(self.receivers, 1)
    serve(receiver, self.convert and self.convert(value) or value, true)
    return true
  end
  if self.last - self.first + 1 < self.capacity then
    self.last = self.last + 1
    self.items[self.last] = value
    return true
  end
  return false
end

-- done, value, ok
local function try_receive(self)
  if self.first <= self.last then
    local value = self.items[self.first]
    self.items[self.first] = nil
    self.first = self.first + 1
    local sender = waiting(self.senders)
    if sender then
      table.remove(self.senders, 1)
      self.last = self.last + 1
      self.items[self.last] = sender.value
      serve(sender, nil, true)
    end
    if self.convert then
      value = self.convert(value)
    end
    return true, value, true
  end
  local sender = waiting(self.senders)
  if sender then
    table.remove(self.senders, 1)
    serve(sender, nil, true)
    return true, sender.value, true
  end
  if self.closed then
    return true, nil, false
  end
  return false
end

local function check(self, name)
  if getmetatable(self) ~= Channel then
    error("channel " .. name .. " is called as channel:" .. name .. "(…)", 3)
  end
end

function Channel:send(value)
  check(self, "send")
  if self.closed then
    error("send on a closed channel", 2)
  end
  if not try_send(self, value) then
    local waiter = {}
    table.insert(self.senders, { waiter = waiter, value = value, channel = self })
    block(waiter)
    if not waiter.ok then
      error("send on a closed channel", 2)
    end
  end
  return true
end

function Channel:receive()
  check(self, "receive")
  local done, value, ok = try_receive(self)
  if done then
    return value, ok
  end
  local waiter = {}
  table.insert(self.receivers, { waiter = waiter, channel = self })
  block(waiter)
  return waiter.value, waiter.ok
end

function Channel:close()
  check(self, "close")
  if self.closed then
    error("close of a closed channel", 2)
  end
  self.closed = true
  for _, list in ipairs({ self.receivers, self.senders }) do
    local entry = waiting(list)
    while entry do
      table.remove(list, 1)
      serve(entry, nil, false)
      entry = waiting(list)
    end
  end
end

function Channel:case_receive()
  check(self, "case_receive")
  return { channel = self, receive = true }
end

function Channel:case_send(value)
  check(self, "case_send")
  return { channel = self, value = value }
end

-- A channel with a buffer of that many values; without one, a send waits for its receive.
function channel.new(capacity)
  if capacity ~= nil and (math.type(capacity) ~= "integer" or capacity < 0) then
    error("channel.new takes the number of values that it buffers, from 0", 2)
  end
  return new(capacity or 0)
end

-- Does the first case that can be done, waiting for one unless there is a default:
-- {channel = …, value = …, ok = …}, or {default = true}.
function channel.select(cases)
  if type(cases) ~= "table" then
    error("channel.select takes a list of cases", 2)
  end
  for i, case in ipairs(cases) do
    if type(case) ~= "table" or getmetatable(case.channel) ~= Channel then
      error("case " .. i .. " of channel.select is none: use channel:case_receive() or channel:case_send(value)", 2)
    end
  end
  if cases.default then
    while wippy.take_in(false) do end
  end
  for _, case in ipairs(cases) do
    if case.receive then
      local done, value, ok = try_receive(case.channel)
      if done then
        return { channel = case.channel, value = value, ok = ok }
      end
    elseif try_send(case.channel, case.value) then
      return { channel = case.channel, ok = true }
    end
  end
  if cases.default then
    return { default = true }
  end
  if #cases == 0 then
    error("channel.select with no case and no default waits for ever", 2)
  end
  local waiter = {}
  for _, case in ipairs(cases) do
    local list = case.receive and case.channel.receivers or case.channel.senders
    table.insert(list, { waiter = waiter, value = case.value, channel = case.channel })
  end
  block(waiter)
  for _, case in ipairs(cases) do
    forget(case.receive and case.channel.receivers or case.channel.senders, waiter)
  end
  return { channel = waiter.channel, value = waiter.value, ok = waiter.ok }
end

wippy.new_channel = new
wippy.try_send = try_send
wippy.try_receive = try_receive
wippy.waiting = waiting
wippy.Channel = Channel
wippy.modules.channel = channel
