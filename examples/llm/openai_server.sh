#!/bin/sh
# Ask with a model that vLLM or llama.cpp serves on this machine. Once, in another terminal, one of:
#   vllm serve Qwen/Qwen3-8B --max-model-len 16384
#   llama-server -hf Qwen/Qwen3-8B-GGUF --ctx-size 16384 --port 8000
# Usage: examples/llm/openai_server.sh "Who leads the project?" [MODEL]
QA_LLM_URL=${QA_LLM_URL:-http://127.0.0.1:8000/v1}
QA_LLM_MODEL=${2:-${QA_LLM_MODEL:-Qwen/Qwen3-8B}}
QA_LLM_CONTEXT=${QA_LLM_CONTEXT:-16384}
export QA_LLM_URL QA_LLM_MODEL QA_LLM_CONTEXT
exec qa ask "$1"
