FROM alpine:3.22
RUN wget https://example.com/bundle-amd64-arm64.tgz https://example.com/universal-x86_64-aarch64.dmg
