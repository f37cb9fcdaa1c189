# The program is in the working folder, or in Go's own.
FROM --platform=$BUILDPLATFORM golang:1.25 AS base
FROM base AS api
WORKDIR /src
RUN go build ./cmd/api
FROM base AS worker
WORKDIR /src
RUN go install ./cmd/worker
FROM base AS whole
WORKDIR /whole
RUN go build
FROM base AS folder
RUN go build -o /out/ ./cmd/a ./cmd/b
FROM base AS files
WORKDIR /srv
RUN go build -o bin/server ./cmd/server
FROM alpine:3.22
COPY --from=api /src/api /bin/api
COPY --from=worker /go/bin/worker /bin/worker
COPY --from=whole /whole /whole
COPY --from=folder /out /bin
COPY --from=files /srv/bin/* /bin/
