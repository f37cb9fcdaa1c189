FROM --platform=$BUILDPLATFORM node:22 AS ui
ENV PATH=/ui/node_modules/.bin:$PATH
RUN build
FROM diamol/base
COPY --from=ui /ui /ui
