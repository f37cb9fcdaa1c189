FROM debian:bookworm-slim
RUN gn gen out/x64 --args='target_cpu="x64"' && gn gen out/arm64 --args='target_cpu="arm64"'
