# Packages that are known to be machine code, by name.
FROM --platform=$BUILDPLATFORM python:3.12-bookworm AS wheels
WORKDIR /wheels
RUN pip wheel --wheel-dir /wheels psycopg2==2.9.10 numpy==2.1.3
FROM --platform=$BUILDPLATFORM python:3.12-slim AS venv
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir requests numpy==2.1.3 uvloop
FROM --platform=$BUILDPLATFORM python:3.12-slim AS path
ENV PATH="/opt/venv/bin:$PATH"
RUN python -m venv /opt/venv
RUN pip3 install "cryptography>=43"
FROM --platform=$BUILDPLATFORM python:3.12-slim AS prefix
RUN python3 -m pip install --prefix=/install lxml
FROM --platform=$BUILDPLATFORM python:3.12-slim AS system
RUN pip install pandas
FROM --platform=$BUILDPLATFORM python:3.12-slim AS uv
WORKDIR /app
RUN uv venv && uv pip install orjson
FROM python:3.12-slim
COPY --from=wheels /wheels /wheels
RUN pip install --no-index --find-links=/wheels psycopg2 numpy
COPY --from=venv /venv /venv
COPY --from=path /opt/venv /opt/venv
COPY --from=prefix /install /usr/local
COPY --from=system /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
COPY --from=uv /app/.venv /app/.venv
