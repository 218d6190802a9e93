#!/bin/sh
# Ask with a hosted model; replies are kept, so that what was asked once costs nothing again.
# Usage: QA_LLM_URL=https://api.example.com/v1 QA_LLM_MODEL=NAME QA_LLM_KEY=... examples/llm/hosted.sh "Who leads?"
: "${QA_LLM_URL:?the address, as https://api.example.com/v1}" "${QA_LLM_MODEL:?the name of a model}" "${QA_LLM_KEY:?the key}"
QA_LLM_CACHE=${QA_LLM_CACHE:-.qa/replies}
export QA_LLM_URL QA_LLM_MODEL QA_LLM_KEY QA_LLM_CACHE
exec qa ask "$1"
