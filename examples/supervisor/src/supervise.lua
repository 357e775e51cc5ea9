-- Keeps five workers alive: one that ends is started again at once, one that fails after a wait that doubles each time.
-- Asked to end, it ends them, and says how it went. A number of ends may be given after which it stops by itself.
local process = require("process")
local time = require("time")
local channel = require("channel")

local most = tonumber((...)) or math.huge
local first_delay, longest_delay = time.milliseconds(100), time.seconds(5)

local events = process.events()
local due = channel.new(5)     -- workers whose wait is over
local workers, by_pid = {}, {}
local ended, failed = 0, 0

local function start(worker)
    local pid, err
    if worker.entry == "broken" then
        pid, err = process.spawn_monitored("supervisor:broken", "supervisor:processes")
    else
        pid, err = process.spawn_monitored("supervisor:worker", "supervisor:processes", 200 * worker.number)
    end
    if err then
        error("worker " .. worker.number .. " does not start: " .. tostring(err))
    end
    worker.pid = pid
    by_pid[pid] = worker
end

local function start_later(worker)
    worker.delay = worker.delay and math.min(worker.delay * 2, longest_delay) or first_delay
    print(("worker %d failed, the next try is in %d ms"):format(worker.number, worker.delay // time.MILLISECOND))
    coroutine.spawn(function()
        time.sleep(worker.delay)
        due:send(worker)
    end)
end

for number = 1, 5 do
    workers[number] = { number = number, entry = number == 5 and "broken" or "worker" }
    start(workers[number])
end
print("5 workers run; Ctrl-C ends them")

while ended < most do
    local chosen = channel.select({ events:case_receive(), due:case_receive() })
    if chosen.channel == due then
        start(chosen.value)
    elseif chosen.value.kind == process.event.CANCEL then
        break
    elseif chosen.value.kind == process.event.EXIT then
        local worker = by_pid[chosen.value.from]
        by_pid[chosen.value.from] = nil
        ended = ended + 1
        if chosen.value.result.error then
            failed = failed + 1
            start_later(worker)
        else
            worker.delay = nil
            start(worker)
        end
    end
end

for pid in pairs(by_pid) do
    process.terminate(pid)
end
print(("%d workers ended, %d of them failed"):format(ended, failed))
