FROM --platform=$BUILDPLATFORM node:22 AS base
ONBUILD ENV NODE_ARCH=x64
FROM base AS build
RUN download $NODE_ARCH
FROM scratch
COPY --from=build /a /a
