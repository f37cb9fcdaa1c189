FROM --platform=$BUILDPLATFORM node:22 AS ui
RUN ["/bin/bash", "-c", "npm ci"]
FROM diamol/base
COPY --from=ui /ui /ui
