wrk.method = "POST"
wrk.body = os.getenv("BENCH_LOGIN")
wrk.headers["Content-Type"] = "application/json"
