-- Spawns a worker for each file of a folder, and gathers what they answer, for as long as they may take.
local process = require("process")
local time = require("time")
local channel = require("channel")

local names, err = process.exec("fanout:names", "fanout:processes")
if err then
    error(err)
end
table.sort(names)

local events = process.events()
local late = time.after("10s")
local file_of, lines, open = {}, {}, 0
for _, name in ipairs(names) do
    local pid, refused = process.spawn_monitored("fanout:lines", "fanout:processes", name)
    if refused then
        lines[name] = tostring(refused)
    else
        file_of[pid], open = name, open + 1
    end
end

while open > 0 do
    local chosen = channel.select({ events:case_receive(), late:case_receive() })
    if chosen.channel == late then
        break
    end
    local event = chosen.value
    if event.kind == process.event.CANCEL then
        return nil, "stopped: " .. event.reason
    end
    local name = file_of[event.from]
    if name then
        local value = event.result.value
        lines[name] = event.result.error and tostring(event.result.error) or value.ok or "can't read " .. value.err
        file_of[event.from], open = nil, open - 1
    end
end

for pid, name in pairs(file_of) do
    process.terminate(pid)
    lines[name] = "no answer in time"
end
for _, name in ipairs(names) do
    print(("%-12s %s"):format(name, lines[name]))
end
