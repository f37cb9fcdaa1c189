FROM --platform=$BUILDPLATFORM node:22 AS ui
USER 1000
RUN npm ci
FROM diamol/base
COPY --from=ui /dist /web
