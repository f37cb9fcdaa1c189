FROM alpine:3.22 AS 1st
FROM alpine:3.22
COPY --from=1st /x /x
