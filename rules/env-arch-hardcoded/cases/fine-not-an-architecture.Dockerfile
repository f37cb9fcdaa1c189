FROM debian:bookworm-slim
ENV ARM_TEMPLATE=arm CHANNEL=x64 SEARCH=arm
ENV TARGET=release PLATFORM=web MACHINE=t3.large
