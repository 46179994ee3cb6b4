-- Reads lines of a function's name and its arguments, prints the results; or takes the time; or
-- checks a file of such lines, with a colon and two bounds for each result at their ends.
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
      points[k][i] = «bench_width» * math.random()«bench_shift»
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

local function numbers(text)
  local values = {}
  for token in text:gmatch("%S+") do
    values[#values + 1] = special[token] or tonumber(token)
  end
  return values
end

local function results(point)
  local name, rest = point:match("^(%S+)(.*)")
  local unpack = table.unpack or unpack
  return { names[name](unpack(numbers(rest))) }
end

-- NaN is within NaN.
local function right(line)
  local point, ends = line:match("^(.*) : (.*)$")
  local values, bounds = results(point), numbers(ends)
  for k, value in ipairs(values) do
    local low, high = bounds[2 * k - 1], bounds[2 * k]
    if not (low <= value and value <= high or low ~= low and value ~= value) then
      return false
    end
  end
  return 2 * #values == #bounds
end

if arg[1] == "check" then
  local count, wrong = 0, 0
  for line in io.lines(arg[2]) do
    count = count + 1
    wrong = wrong + (right(line) and 0 or 1)
  end
  print(("%d points, %d wrong"):format(count, wrong))
  os.exit(wrong == 0 and count > 0)
end
for line in io.lines() do
  local values = results(line)
  for k, value in ipairs(values) do
    values[k] = ("%a"):format(value)
  end
  print(table.concat(values, " "))
end
