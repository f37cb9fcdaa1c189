FROM debian:13-slim
COPY server-linux-amd64 /usr/local/bin/
RUN curl -fLo /usr/bin/jq "https://example.com/jq-$(uname -m)"
CMD ["server-linux-amd64"]
