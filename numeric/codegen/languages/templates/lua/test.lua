-- Reads lines of a function's name and its arguments, prints the results; or takes the time.
-- Needs hexadecimal floats, that is Lua 5.2 or newer, or LuaJIT.
local functions = require("«module»")

local names = {
«names»
}

local special = { inf = math.huge, ["-inf"] = -math.huge, nan = 0 / 0 }

local function bench(count)
  local points, result = {}, {}
  for k = 1, «bench_arguments» do
    points[k] = {}
    for i = 1, count do
      points[k][i] = 12 * math.random() - 6
    end
  end
  local best = math.huge
  for _ = 1, 5 do
    local start = os.clock()
    functions.«bench», result)
    best = math.min(best, os.clock() - start)
  end
  return 1e9 * best / count
end

if arg[1] == "bench" then
  print(("%.3f"):format(bench(tonumber(arg[2]))))
  return
end
for line in io.lines() do
  local arguments, name = {}, nil
  for token in line:gmatch("%S+") do
    if name then
      arguments[#arguments + 1] = special[token] or tonumber(token)
    else
      name = token
    end
  end
  local unpack = table.unpack or unpack
  local values = { names[name](unpack(arguments)) }
  for k, value in ipairs(values) do
    values[k] = ("%a"):format(value)
  end
  print(table.concat(values, " "))
end
