FROM alpine:3.22 AS debug
ARG TARGETARCH=amd64
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
FROM alpine:3.22
CMD ["/bin/sh"]
