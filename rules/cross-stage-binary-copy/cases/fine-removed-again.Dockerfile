# What a stage needed for a while and took away again is not copied.
FROM --platform=$BUILDPLATFORM python:3.12-slim AS python
RUN pip install --prefix=/install requests numpy
RUN python make-table.py && pip uninstall -y numpy
FROM --platform=$BUILDPLATFORM python:3.12-slim AS folder
RUN python -m venv /venv && /venv/bin/pip install uvloop && rm -rf /venv/lib
RUN ./fill /venv
FROM --platform=$BUILDPLATFORM python:3.12-slim AS files
RUN pip install --target /deps pandas && rm -rf /deps/pandas*
FROM --platform=$BUILDPLATFORM node:22 AS node
WORKDIR /app
RUN npm install sharp && node make-icons.js && npm uninstall sharp
FROM --platform=$BUILDPLATFORM alpine:3.22 AS system
RUN apk add --no-cache --virtual .fetch git && git clone https://example.com/x && apk del .fetch
COPY wrapper /usr/bin/git
FROM --platform=$BUILDPLATFORM golang:1.25 AS go
RUN go build -o /out/app . && /out/app --version > /out/version && rm -f /out/app
FROM python:3.12-slim
COPY --from=python /install /usr/local
COPY --from=folder /venv /venv
COPY --from=files /deps /deps
COPY --from=node /app/node_modules /app/node_modules
COPY --from=system /usr/bin/git /usr/bin/git
COPY --from=go /out/ /out/
