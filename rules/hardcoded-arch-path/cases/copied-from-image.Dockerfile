FROM debian:bookworm
COPY --from=registry.example.com/tools /bin/linux-amd64/tool /bin/tool
