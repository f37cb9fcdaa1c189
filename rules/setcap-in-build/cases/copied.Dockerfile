FROM debian:13 AS build
RUN apt-get update && apt-get install -y libcap2-bin
COPY server /server
RUN setcap cap_net_bind_service=+ep /server
FROM gcr.io/distroless/static-debian12
COPY --from=build /server /server
