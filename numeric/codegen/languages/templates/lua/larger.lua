-- Unlike math.max, this hands a NaN on from either side.
local function larger(a, b)
  if a > b or a ~= a then
    return a
  end
  return b
end
