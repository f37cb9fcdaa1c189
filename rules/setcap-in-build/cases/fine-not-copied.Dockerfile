FROM debian:13 AS build
RUN setcap cap_net_raw+ep /usr/bin/ping && make -C /src
FROM scratch
COPY --from=build /src/app /app
