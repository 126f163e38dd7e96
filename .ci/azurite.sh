# Sourced: starts the blob service of Azurite on a free loopback port and names it in
# PROMPTSALES_TEST_AZURITE, a connection string. stop_azurite ends it. Azurite comes from npm
# into a folder that git does not see, unless PROMPTSALES_AZURITE_CACHE names another.
start_azurite() {
  local cache port key
  cache=${PROMPTSALES_AZURITE_CACHE:-$PWD/.ci/cache/azurite}
  if [ ! -x "$cache/node_modules/.bin/azurite-blob" ]; then
    mkdir -p "$cache"
    npm install --prefix "$cache" --no-save --no-package-lock --no-audit --no-fund \
      --loglevel error azurite@~3.35.0 >/dev/null
  fi
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  AZURITE_DIR=$(mktemp -d)
  "$cache/node_modules/.bin/azurite-blob" --blobHost 127.0.0.1 --blobPort "$port" \
    --location "$AZURITE_DIR" --silent --loose --skipApiVersionCheck --disableTelemetry \
    >"$AZURITE_DIR.log" 2>&1 &
  AZURITE_PID=$!
  for _ in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      # The key of every emulator, and of nothing else.
      key="Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
      export PROMPTSALES_TEST_AZURITE="DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$port/devstoreaccount1;"
      return
    fi
    kill -0 "$AZURITE_PID" 2>/dev/null || break
    sleep 0.2
  done
  cat "$AZURITE_DIR.log" >&2
  stop_azurite
  return 1
}

stop_azurite() {
  [ -n "${AZURITE_PID:-}" ] || return 0
  kill "$AZURITE_PID" 2>/dev/null || true
  wait "$AZURITE_PID" 2>/dev/null || true
  rm -rf "$AZURITE_DIR" "$AZURITE_DIR.log"
}
