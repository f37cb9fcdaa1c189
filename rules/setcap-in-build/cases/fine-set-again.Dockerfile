FROM debian:13 AS build
RUN setcap cap_net_raw+ep /app && /app --self-test
FROM debian:13
COPY --from=build /app /app
RUN setcap cap_net_raw+ep /app
