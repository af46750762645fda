-- Exchanges refresh tokens: each answer brings the next token, so they wait in a queue, more of them than there are connections.
wrk.method = "POST"
wrk.headers["X-Guildhall-Client"] = "web"

local waiting, first, last = {}, 1, 0

local function keep(token)
  last = last + 1
  waiting[last] = token
end

for token in string.gmatch(os.getenv("BENCH_REFRESH_TOKENS"), "%S+") do
  keep(token)
end

function request()
  -- A refused exchange costs its token; without one the next request is refused too, and counted.
  wrk.headers["Cookie"] = "guildhall_refresh=" .. (waiting[first] or "none")
  if first <= last then
    waiting[first] = nil
    first = first + 1
  end
  return wrk.format()
end

function response(status, headers)
  if status == 200 then
    keep(string.match(headers["Set-Cookie"], "guildhall_refresh=([^;]+)"))
  end
end
