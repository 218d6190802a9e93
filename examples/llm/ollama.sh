#!/bin/sh
# Ask with a model that Ollama runs on this machine. Once: ollama pull qwen3:4b
# Usage: examples/llm/ollama.sh "Who leads the project?" [MODEL]
QA_LLM_URL=${QA_LLM_URL:-http://127.0.0.1:11434}
QA_LLM_MODEL=${2:-${QA_LLM_MODEL:-qwen3:4b}}
export QA_LLM_URL QA_LLM_MODEL
exec qa ask "$1"
