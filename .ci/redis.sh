# Sourced: starts a Redis server of our own on a free loopback port, keeping nothing on disk, and
# names it in PROMPTSALES_TEST_REDIS_URL. stop_redis ends it.
start_redis() {
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  REDIS_DIR=$(mktemp -d)
  redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$REDIS_DIR" \
    --loglevel warning >"$REDIS_DIR/server.log" 2>&1 &
  REDIS_PID=$!
  until redis-cli -p "$port" ping >/dev/null 2>&1; do
    kill -0 "$REDIS_PID"
    sleep 0.1
  done
  export PROMPTSALES_TEST_REDIS_URL="redis://127.0.0.1:$port/0"
}

stop_redis() {
  kill "$REDIS_PID" 2>/dev/null || true
  wait "$REDIS_PID" 2>/dev/null || true
  rm -rf "$REDIS_DIR"
}
