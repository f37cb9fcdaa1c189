FROM alpine:3.22 AS run-linux
RUN apk add --no-cache tzdata
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
RUN echo ready
FROM run-${TARGETOS}
COPY app /app
