FROM alpine:3.22 AS fetch
ARG TARGETARCH
ADD https://dl.example.com/tool-${TARGETARCH} /usr/bin/tool
FROM alpine:3.22
COPY --from=fetch /usr/bin/tool /usr/bin/tool
ADD https://dl.example.com/plugin-${TARGETARCH} /usr/lib/plugin
RUN ldconfig /usr/lib/$TARGETARCH
