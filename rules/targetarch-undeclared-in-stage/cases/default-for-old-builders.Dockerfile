FROM alpine:3.22
RUN wget -O /bin/tool "https://dl.example.com/tool-${TARGETARCH:-amd64}"
