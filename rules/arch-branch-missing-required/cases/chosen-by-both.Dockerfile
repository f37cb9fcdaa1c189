FROM debian:bookworm-slim AS gcc-amd64-amd64
FROM gcc-${BUILDARCH}-${TARGETARCH} AS build
RUN make
FROM debian:bookworm-slim
COPY --from=build /out /out
