FROM alpine:3.22
COPY --from=-1 /a /a
COPY --from=+7 /a /a
COPY --from=007 /a /a
ONBUILD COPY --from=-1 /b /b
FROM alpine:3.22 AS a
COPY --from=+0 /a /a
FROM alpine:3.22 AS base
ONBUILD COPY --from=-2 /b /b
FROM base
