FROM debian:bookworm-slim
COPY bin/ /usr/local/bin/
ENTRYPOINT ["agent"]
