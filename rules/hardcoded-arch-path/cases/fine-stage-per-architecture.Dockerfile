FROM alpine:3.22 AS dist
RUN make all
FROM debian:bookworm AS run-amd64
COPY --from=dist /dist/linux_amd64/app /app
FROM debian:bookworm AS run-arm64
COPY --from=dist /dist/linux_arm64/app /app
FROM run-${TARGETARCH}
