FROM --platform=$BUILDPLATFORM node:22 AS ui
COPY --chown=node:node . /ui
RUN npm ci
FROM diamol/base
COPY --from=ui /ui/dist /web
