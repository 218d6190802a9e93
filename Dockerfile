# syntax=docker/dockerfile:1

# The base install, at the versions that were tested.
FROM python:3.11.13-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/qa
COPY constraints.txt LICENSE README.md pyproject.toml setup.py ./
COPY index ./index
COPY qa ./qa
COPY api ./api
COPY evals ./evals
COPY seeds ./seeds
COPY seedqa ./seedqa
RUN /opt/qa/bin/pip install --constraint constraints.txt . \
    && /opt/qa/bin/pip uninstall --yes pip setuptools

FROM python:3.11.13-slim-bookworm AS indexer
ENV PATH=/opt/qa/bin:$PATH PYTHONDONTWRITEBYTECODE=1
COPY --from=packages /opt/qa /opt/qa
RUN qa index --demo --index /data/index \
    && useradd --system --uid 10001 --no-create-home qa \
    && chown -R 10001:10001 /data
USER 10001:10001
VOLUME ["/data"]
CMD ["qa", "index", "/papers", "--index", "/data/index"]

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
