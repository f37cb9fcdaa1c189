FROM debian:bookworm
LABEL com.example.platform=linux/arm64
