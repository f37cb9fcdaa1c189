FROM diamol/base AS base
ONBUILD COPY --chown=node:node . /src
FROM base
RUN echo ready
