FROM debian:trixie
RUN case "$(uname -m)" in \
      x86_64) FILE=client-linuxx64.zip ;; \
      aarch64) FILE=client-linuxarm64.zip ;; \
    esac; \
    curl -LO "https://example.com/$FILE"
COPY linuxx64dbg/ /src/
