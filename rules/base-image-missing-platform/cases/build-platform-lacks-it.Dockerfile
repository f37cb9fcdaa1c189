FROM --platform=$BUILDPLATFORM mysql:5.7 AS dump
RUN mysqldump --version > /version
FROM alpine:3.22
COPY --from=dump /version /version
