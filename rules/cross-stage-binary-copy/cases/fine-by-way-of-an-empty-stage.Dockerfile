# The stage between is for the target, but nothing runs there, and only the build machine takes from it.
FROM --platform=$BUILDPLATFORM golang:1.25 AS base
FROM base AS linter-build
RUN go build -o /out/linter ./cmd/linter
FROM scratch AS linter
COPY --from=linter-build /out/linter /linter
FROM base AS lint
COPY --from=linter / /usr/bin/
RUN linter run > /report.txt
FROM alpine:3.22
COPY --from=lint /report.txt /
