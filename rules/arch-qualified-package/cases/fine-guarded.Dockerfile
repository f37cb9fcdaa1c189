FROM debian:bookworm-slim
RUN case "$(dpkg --print-architecture)" in amd64) apt-get install -y libssl3:amd64 ;; arm64) apt-get install -y libssl3:arm64 ;; esac
