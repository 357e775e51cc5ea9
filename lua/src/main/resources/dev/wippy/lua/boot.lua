-- Makes the state that all scripts begin with.
local chunks, Error, functions = ...

local wippy = functions
wippy.modules = {}
chunks.wippy = wippy
for _, name in ipairs({ "errors", "tasks", "channel", "time", "process", "funcs", "modules", "main" }) do
  chunks["=[wippy." .. name .. "]"](wippy, Error)
end
