-- Calls of function entries.
local wippy = ...
local call = wippy.call

local funcs = {}
local Future = { __name = "future" }
Future.__index = Future

-- Starts a call, and goes on at once.
function funcs.async(id, ...)
  local self = setmetatable({ ended = wippy.new_channel(1) }, Future)
  self.number = call("async", id, ...)
  wippy.on_result(self.number, function(value, err)
    self.done, self.value, self.err = true, value, err
    if not self.cancelled then
      wippy.try_send(self.ended, { value = value, error = err })
    end
    if self.waiter then
      wippy.wake(self.waiter)
    end
  end)
  return self
end

-- Calls, and waits for the result; other tasks run meanwhile.
function funcs.call(id, ...)
  return funcs.async(id, ...):result()
end

-- A channel that gives {value = …, error = …} once.
function Future:channel()
  return self.ended
end
Future.response = Future.channel

function Future:case_receive()
  return self.ended:case_receive()
end

-- The result, once it is there; nil and an error if the call failed.
function Future:result()
  if not self.done then
    local waiter = {}
    self.waiter = waiter
    wippy.block(waiter)
  end
  return self.value, self.err
end
Future.await = Future.result

function Future:is_complete()
  while not self.done and wippy.take_in(false) do end
  return self.done == true
end

function Future:cancel()
  if not self.done then
    self.cancelled = true
    call("async_cancel", self.number)
    wippy.deliver({
      type = "RESULT", call = self.number, error = wippy.modules.errors.new("Canceled", "the call was canceled"),
    })
  end
end

wippy.modules.funcs = funcs
