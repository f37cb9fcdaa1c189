FROM debian:bookworm AS libs
RUN apt-get update && apt-get install -y libpq5
FROM gcr.io/distroless/base-debian12
COPY --from=libs /usr/lib/x86_64-linux-gnu/libpq.so.5 /usr/lib/x86_64-linux-gnu/
