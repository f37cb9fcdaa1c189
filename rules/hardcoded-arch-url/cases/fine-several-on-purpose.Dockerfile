FROM alpine:3.22
RUN mkdir /dist && cd /dist \
    && for arch in amd64 arm64 s390x; do \
         wget "https://example.com/agent-linux-$arch"; \
       done
