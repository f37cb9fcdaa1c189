# What is left in the folder that the `WORKDIR`s lead to.
FROM --platform=$BUILDPLATFORM python:3.12-bookworm AS wheels
WORKDIR /wheels
RUN pip wheel psycopg2==2.9.10 numpy==2.1.3
FROM --platform=$BUILDPLATFORM golang:1.25 AS go
WORKDIR /src
WORKDIR "cmd/app"
RUN go build -o app .
FROM python:3.12-slim
COPY --from=wheels /wheels /wheels
COPY --from=go /src/cmd/app/app /bin/app
RUN pip install --no-index --find-links=/wheels psycopg2 numpy
