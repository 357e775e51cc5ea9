-- Processes: this one, and what it does to others.
local wippy = ...
local call, try_send, waiting = wippy.call, wippy.try_send, wippy.waiting

local process = {
  event = { EXIT = "pid.exit", LINK_DOWN = "pid.link.down", CANCEL = "pid.cancel" },
}
local kinds = { EXIT = "pid.exit", LINK_DOWN = "pid.link.down", CANCEL = "pid.cancel", MESSAGE = "message" }

-- What has come in and nobody took, for receive(); channels that the script has asked for; who is in receive() now.
local pending = wippy.new_channel(math.maxinteger)
local events, inbox
local topics = {}
local subscribed = false

local function subscribe()
  if not subscribed then
    subscribed = true
    call("subscribe")
  end
end

local Payload = { __name = "payload" }

function Payload:__index(name)
  local data = rawget(self, 1)
  if name == "data" then
    return function()
      return data
    end
  end
  return type(data) == "table" and data[name] or nil
end

function Payload:__tostring()
  return tostring(rawget(self, 1))
end

function Payload:__len()
  return #rawget(self, 1)
end

local Message = { __name = "message" }
Message.__index = Message

function Message:topic()
  return self._topic
end

function Message:from()
  return self._from
end

function Message:payload()
  return setmetatable({ self._payload }, Payload)
end

local function message_of(item)
  return setmetatable({ _topic = item.topic, _from = item.from, _payload = item.payload }, Message)
end

-- Both spellings of SPEC section 6: event.type == "EXIT", event.value; event.kind == process.event.EXIT,
-- event.result.value.
local function event_of(item)
  item.kind = kinds[item.type]
  if item.type == "EXIT" or item.type == "LINK_DOWN" then
    item.result = { value = item.value, error = item.error }
  elseif item.type == "MESSAGE" then
    item.value = item.payload
  end
  return item
end
pending.convert = event_of

-- Where what has come in goes to.
local function put(item)
  local to
  if item.type == "MESSAGE" then
    to = topics[item.topic] or inbox
  else
    to = events
  end
  if to == nil or to ~= topics[item.topic] and not waiting(to.receivers) and waiting(pending.receivers) then
    to = pending
  end
  try_send(to, item)
end

local results = {}
function wippy.deliver(item)
  if item.type == "RESULT" then
    local finish = results[item.call]
    results[item.call] = nil
    if finish then
      finish(item.value, item.error)
    end
  else
    put(item)
  end
end

-- Has a function called with what an operation of the host's came to.
function wippy.on_result(number, finish)
  results[number] = finish
end

-- Takes what waits in a channel, and puts it where it belongs now.
local function again()
  local waiting_items = pending
  local items = {}
  for i = waiting_items.first, waiting_items.last do
    items[#items + 1] = waiting_items.items[i]
    waiting_items.items[i] = nil
  end
  waiting_items.first, waiting_items.last = 1, 0
  for _, item in ipairs(items) do
    put(item)
  end
end

local function host_channel(convert)
  subscribe()
  local made = wippy.new_channel(math.maxinteger)
  made.convert = convert
  return made
end

-- A channel of events: EXIT, LINK_DOWN, CANCEL.
function process.events()
  if not events then
    events = host_channel(event_of)
    again()
  end
  return events
end

-- A channel of messages, but for those of topics that are listened to.
function process.inbox()
  if not inbox then
    inbox = host_channel(message_of)
    again()
  end
  return inbox
end

-- A channel of what is sent under a topic; with {message = true}, of the messages themselves.
function process.listen(topic, options)
  if type(topic) ~= "string" or topic == "" or topic:sub(1, 1) == "@" then
    error('process.listen takes a topic, which does not begin with "@"', 2)
  end
  if not topics[topic] then
    topics[topic] = host_channel(options and options.message and message_of or function(item)
      return item.payload
    end)
    again()
  end
  return topics[topic]
end

function process.unlisten(listened)
  for topic, each in pairs(topics) do
    if each == listened then
      topics[topic] = nil
      each:close()
      return true
    end
  end
  return false
end

-- The next event or message, nil once the time is over.
function process.receive(timeout)
  local nanos = timeout ~= nil and wippy.duration(timeout, 2) or nil
  subscribe()
  repeat
    for _, each in ipairs({ pending, events or pending, inbox or pending }) do
      local done, value = wippy.try_receive(each)
      if done then
        return each == inbox and event_of({
          type = "MESSAGE", topic = value._topic, from = value._from, payload = value._payload,
        }) or value
      end
    end
  until not wippy.take_in(false)
  if nanos and nanos <= 0 then
    return nil
  end
  local waiter = {}
  table.insert(pending.receivers, { waiter = waiter, channel = pending })
  local timer = nanos and wippy.at(wippy.deadline(nanos), function()
    wippy.wake(waiter)
  end)
  wippy.block(waiter)
  if timer then
    timer.off = true
  end
  waiting(pending.receivers)
  return waiter.value
end

function process.pid()
  return (call("self"))
end

function process.id()
  return (call("self"))
end

local function does(name)
  return function(...)
    return call(name, ...)
  end
end
for _, name in ipairs({
  "spawn", "spawn_monitored", "spawn_linked", "spawn_linked_monitored", "exec", "terminate", "monitor", "unmonitor",
  "link", "unlink",
}) do
  process[name] = does(name)
end

-- Sends a value; several are sent as a list.
function process.send(to, topic, payload, ...)
  if select("#", ...) > 0 then
    payload = { payload, ... }
  end
  return call("send", to, topic, payload)
end

-- Asks a process to end, with a reason for people.
function process.cancel(to, reason)
  return call("cancel", to, reason)
end

local options = { trap_links = false }

function process.set_options(given)
  if type(given) ~= "table" then
    error("process.set_options takes a table such as {trap_links = true}", 2)
  end
  for name, value in pairs(given) do
    if name ~= "trap_links" then
      error('process.set_options knows no option "' .. tostring(name) .. '" (there is trap_links)', 2)
    end
    if type(value) ~= "boolean" then
      error("trap_links is true or false", 2)
    end
  end
  if given.trap_links ~= nil then
    call("trap_links", given.trap_links)
    options.trap_links = given.trap_links
  end
  return true
end

function process.get_options()
  return { trap_links = options.trap_links }
end

-- A name for a process, this one unless another is said, which only that process itself may take.
process.registry = {
  register = function(name)
    return call("register", name)
  end,
  unregister = function(name)
    return call("unregister", name)
  end,
  lookup = function(name)
    return call("lookup", name)
  end,
}

wippy.modules.process = process
