-- The app's tests: each is a function that errs when something is not as it should be.
local process = require("process")
local json = require("json")

local function answer(entry, ...)
    local exit, err = process.exec(entry, "fanout:processes", ...)
    assert(not err, tostring(err))
    return exit
end

local function same(expected, found)
    local one, other = json.encode(expected), json.encode(found)
    assert(one == other, ("expected %s, not %s"):format(one, other))
end

local tests = {}

function tests.the_names_are_those_of_the_folder()
    local names = answer("fanout:names")
    table.sort(names)
    same({ "empty.txt", "hundred.txt", "one.txt", "three.txt" }, names)
end

function tests.the_lines_of_a_file_are_counted()
    for name, lines in pairs({ ["empty.txt"] = 0, ["one.txt"] = 1, ["three.txt"] = 3, ["hundred.txt"] = 100 }) do
        same({ ok = lines }, answer("fanout:lines", name))
    end
end

function tests.a_file_that_is_not_there_is_an_err()
    assert(answer("fanout:lines", "none.txt").err)
end

local names, failed = {}, 0
for name in pairs(tests) do
    names[#names + 1] = name
end
table.sort(names)
for _, name in ipairs(names) do
    local ok, why = pcall(tests[name])
    failed = ok and failed or failed + 1
    print((ok and "ok    " or "FAILS ") .. name:gsub("_", " ") .. (ok and "" or ": " .. tostring(why)))
end
if failed > 0 then
    return nil, failed .. " of " .. #names .. " tests failed"
end
