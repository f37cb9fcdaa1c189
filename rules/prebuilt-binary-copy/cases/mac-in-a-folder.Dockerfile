FROM debian:bookworm-slim
WORKDIR /srv
COPY . .
ENTRYPOINT ["./gateway"]
