FROM debian:bookworm-slim
ONBUILD ENV A=b NODE_ARCH=x64
