-- Signs for one task after the other, each once: who signs, and for what, stands in a file.
wrk.method = "PUT"
wrk.headers["Content-Type"] = "application/json"

local lines = {}
for line in io.lines(os.getenv("BENCH_CLAIMS")) do
  lines[#lines + 1] = line
end
local tokens = {}
for token in string.gmatch(os.getenv("BENCH_CLAIM_TOKENS"), "%S+") do
  tokens[#tokens + 1] = token
end
local at = 0

function request()
  at = at + 1
  -- Beyond the last one every request is refused, and counted.
  local path, signature = string.match(lines[at] or "/api/v1/tasks/0/consents/0 0x", "(%S+) (%S+)")
  wrk.headers["Authorization"] = "Bearer " .. tokens[(at - 1) % #tokens + 1]
  return wrk.format(nil, path, nil, '{"signature":"' .. signature .. '"}')
end
