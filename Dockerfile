# syntax=docker/dockerfile:1

# Everything, torch for the CPU included: reads documents, embeds them, exports the query encoder.
FROM python:3.11.13-slim-bookworm AS indexer
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1 \
    PATH=/opt/indexer/bin:$PATH
WORKDIR /app
COPY constraints.txt ./
RUN python -m venv /opt/indexer \
    && pip install --index-url https://download.pytorch.org/whl/cpu \
       "torch==$(sed -n 's/^torch==//p' constraints.txt)"
COPY LICENSE README.md pyproject.toml setup.py ./
COPY index ./index
COPY qa ./qa
COPY api ./api
COPY evals ./evals
COPY seeds ./seeds
COPY seedqa ./seedqa
RUN pip install --constraint constraints.txt --editable . \
    && qa index --index /data/index \
    && useradd --system --uid 10001 --home-dir /app qa \
    && mkdir /state \
    && chown -R 10001:10001 /data /state
USER 10001:10001
VOLUME ["/data", "/state"]
CMD ["qa", "index", "/papers", "--index", "/data/index"]

# Only what serving imports.
FROM python:3.11.13-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY constraints.txt docker/serving.txt ./
RUN python -m venv /opt/qa \
    && /opt/qa/bin/pip install --constraint constraints.txt --requirement serving.txt
COPY LICENSE README.md pyproject.toml setup.py ./
COPY index ./index
COPY qa ./qa
COPY api ./api
COPY evals ./evals
COPY seeds ./seeds
COPY seedqa ./seedqa
RUN /opt/qa/bin/pip install --no-deps . \
    && /opt/qa/bin/pip uninstall --yes pip setuptools

FROM python:3.11.13-slim-bookworm
LABEL org.opencontainers.image.title="seedqa" \
      org.opencontainers.image.description="Answers from your documents with the exact words that prove them" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV PATH=/opt/qa/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    QA_HOST=0.0.0.0 QA_PORT=8000 QA_INDEX=/data/index QA_KEYS=/state/keys.json QA_SESSIONS=/state/conversations.sqlite
RUN useradd --system --uid 10001 --no-create-home qa \
    && mkdir /state \
    && chown 10001:10001 /state
COPY --from=packages /opt/qa /opt/qa
COPY --from=indexer --chown=10001:10001 /data /data
WORKDIR /state
USER 10001:10001
VOLUME ["/data", "/state"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['QA_PORT'] + '/healthz', timeout=4)"]
CMD ["qa", "serve"]
