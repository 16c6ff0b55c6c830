#!/bin/bash
# Asks a service whether it is well: healthy liveness | readiness; one on this machine, or NORMLAB_HOST. The JRE image
# has no HTTP client of its own, bash has.
set -euo pipefail
probe="${1:-liveness}"
host="${NORMLAB_HOST:-127.0.0.1}"
port="${SERVER_PORT:-8080}"
exec 3<>"/dev/tcp/${host}/${port}"
printf 'GET /actuator/health/%s HTTP/1.0\r\nHost: %s\r\n\r\n' "$probe" "$host" >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
