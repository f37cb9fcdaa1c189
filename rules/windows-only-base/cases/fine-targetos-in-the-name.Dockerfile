FROM alpine:3.22 AS base-linux
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS base-windows
FROM base-${TARGETOS} AS app
ARG TARGETOS
COPY dist/${TARGETOS}/ /app/
