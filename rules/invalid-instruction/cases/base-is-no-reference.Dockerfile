FROM alpine:3.22 AS Builder
FROM Builder
