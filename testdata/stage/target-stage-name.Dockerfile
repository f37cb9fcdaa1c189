FROM alpine:3.22 AS base-final
FROM base-${TARGETSTAGE} AS final
