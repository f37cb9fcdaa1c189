# Removed before it is there, another one is removed, or it was put elsewhere before.
FROM --platform=$BUILDPLATFORM python:3.12-slim AS before
RUN pip uninstall -y numpy && pip install --prefix=/install numpy
FROM --platform=$BUILDPLATFORM python:3.12-slim AS other
RUN python -m venv /venv && /venv/bin/pip install uvloop && /venv/bin/pip uninstall -y pip && rm -rf /root/.cache
FROM --platform=$BUILDPLATFORM golang:1.25 AS moved
WORKDIR /src
RUN rm -rf /out && go build -o /src/app . && cp /src/app /out/app && rm -rf /src/*
FROM --platform=$BUILDPLATFORM alpine:3.22 AS system
RUN apk add --no-cache git make && apk del make
FROM python:3.12-slim
COPY --from=before /install /usr/local
COPY --from=other /venv /venv
COPY --from=moved /out/app /bin/app
COPY --from=system /usr/bin/git /usr/bin/git
