FROM debian:bookworm-slim
ARG VERSION
RUN if [ -n "$VERSION" ]; then \
      URL=https://example.com/releases/$VERSION/driver-linux-amd64.zip; \
    else \
      LATEST=$(wget -qO- https://example.com/LATEST) \
      && URL=https://example.com/releases/$LATEST/driver-linux-amd64.zip; \
    fi \
    && wget -O /tmp/driver.zip $URL
