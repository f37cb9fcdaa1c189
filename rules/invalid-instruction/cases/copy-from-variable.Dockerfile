ARG X=a
FROM alpine:3.22 AS a
FROM alpine:3.22
ARG X=a
COPY --from=$X /x /x
