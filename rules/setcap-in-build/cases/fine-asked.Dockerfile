FROM debian:13 AS build
RUN if [ "$WITH_CAPS" = 1 ]; then setcap cap_net_raw+ep /app; fi
FROM scratch
COPY --from=build /app /app
