-- Tasks of a process, and what they wait for. One runs until it waits; then the next that can go on does, and when none
-- can, the process itself waits, at the host.
local wippy = ...
local call, suspend, resume = wippy.call, wippy.suspend, wippy.resume
local create, status, yieldable = coroutine.create, coroutine.status, coroutine.isyieldable

-- Those that can go on, first come first served.
local ready, first, last = {}, 1, 0
-- The task that runs: {co = …}. The tasks that have not ended are counted.
local current
local count = 0
-- Timers, a heap: {at = nanoseconds, wake = function}.
local timers = {}

local function enqueue(task)
  last = last + 1
  ready[last] = task
end

local function dequeue()
  if first > last then
    first, last = 1, 0
    return nil
  end
  local task = ready[first]
  ready[first] = nil
  first = first + 1
  return task
end

local function sift_up(at)
  local item = timers[at]
  while at > 1 do
    local parent = at // 2
    if timers[parent].at <= item.at then
      break
    end
    timers[at] = timers[parent]
    at = parent
  end
  timers[at] = item
end

local function sift_down(at)
  local item, size = timers[at], #timers
  while true do
    local child = at * 2
    if child > size then
      break
    end
    if child < size and timers[child + 1].at < timers[child].at then
      child = child + 1
    end
    if timers[child].at >= item.at then
      break
    end
    timers[at] = timers[child]
    at = child
  end
  timers[at] = item
end

-- Has a function called once the time has come, unless the timer's "off" is set before.
function wippy.at(nanos, wake)
  local timer = { at = nanos, wake = wake }
  timers[#timers + 1] = timer
  sift_up(#timers)
  return timer
end

local function next_timer()
  while timers[1] and timers[1].off do
    local top = table.remove(timers)
    if timers[1] and top ~= timers[1] then
      timers[1] = top
      sift_down(1)
    end
  end
  return timers[1]
end

local function ring(now)
  local timer = next_timer()
  while timer and timer.at <= now do
    timer.off = true
    timer.wake()
    timer = next_timer()
  end
end

-- Takes what has come in, waiting for it at the host if that is wished; returns whether anything came.
local function take_in(wait)
  local timer = next_timer()
  local now = timer and call("now")
  if timer and timer.at <= now then
    ring(now)
    return true
  end
  if not wait then
    local item = call("poll")
    if item then
      wippy.deliver(item)
    end
    return item ~= nil
  end
  local item = call("next", timer and timer.at - now)
  if item then
    wippy.deliver(item)
  elseif timer then
    ring(call("now"))
  end
  return true
end
wippy.take_in = take_in

local function run(task)
  local before = current
  current = task
  local left, ok, message = resume(task.co)
  current = before
  if not left then
    count = count - 1
    task.ended = true
    if not ok then
      task.message = message
      wippy.failure = wippy.failure or task
    end
  end
end

-- Lets one other task run, or waits at the host.
local function step()
  local task = dequeue()
  if task == nil then
    take_in(true)
  elseif status(task.co) == "suspended" then
    run(task)
  end
  local failure = wippy.failure
  if failure and failure ~= current then
    error(failure.message, 0)
  end
end
wippy.set_step(step)

-- Waits until somebody calls wake(waiter). A waiter is a table of the caller's.
function wippy.block(waiter)
  waiter.task = current
  while not waiter.done do
    if count > 1 and yieldable() then
      waiter.left = true
      suspend()
    else
      waiter.left = false
      step()
    end
  end
end

function wippy.wake(waiter)
  waiter.done = true
  if waiter.left then
    waiter.left = false
    enqueue(waiter.task)
  end
end

local function traced(message)
  if type(message) == "string" and not wippy.trace then
    wippy.trace = { message = message, text = wippy.traceback() }
  end
  return message
end

-- Starts a task; it first runs when this one waits.
function wippy.spawn(body, ...)
  local arguments = table.pack(...)
  count = count + 1
  local task = {}
  task.co = create(function()
    local ok, message = xpcall(body, traced, table.unpack(arguments, 1, arguments.n))
    if not ok then
      error(message, 0)
    end
  end)
  enqueue(task)
  return task
end

-- Runs a task to its end, and others when it waits; those that are left then are not run any more.
function wippy.main(body)
  local task = wippy.spawn(body)
  while not task.ended do
    step()
  end
  if task.message then
    error(task.message, 0)
  end
end

function coroutine.spawn(body, ...)
  if type(body) ~= "function" then
    error("coroutine.spawn takes a function, and not a " .. type(body), 2)
  end
  wippy.spawn(body, ...)
end
