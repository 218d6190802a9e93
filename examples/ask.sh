#!/bin/sh
# Ask a running `qa serve` with curl alone; hand it a document first, if you name one.
# Usage: sh examples/ask.sh QUESTION [DOCUMENT]
#   SERVER (http://127.0.0.1:8000) is where it listens, KEY the API key where one is asked for.
set -eu
question=${1:?usage: sh examples/ask.sh QUESTION [DOCUMENT]}
server=${SERVER:-http://127.0.0.1:8000}
call() { curl --silent --show-error --fail-with-body ${KEY:+--header "Authorization: Bearer $KEY"} "$@"; }
json() { printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&"/'; }

if [ -n "${2:-}" ]; then
    call --form "file=@$2" "$server/v1/documents"
    echo
fi
call --header 'Content-Type: application/json' --data "{\"question\": $(json "$question")}" "$server/v1/ask"
echo
# The same as a stream of events, as chat clients read it.
call --no-buffer --header 'Content-Type: application/json' \
    --data "{\"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": $(json "$question")}]}" \
    "$server/v1/chat/completions"
