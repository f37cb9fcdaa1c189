FROM debian:13 AS build
ARG BINARY
RUN setcap cap_net_bind_service=+ep /${BINARY}
FROM scratch
COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo
