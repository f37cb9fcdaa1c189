FROM alpine:3.22 AS base
ARG WHERE=base
ONBUILD COPY --from=$WHERE /app /app
FROM base
