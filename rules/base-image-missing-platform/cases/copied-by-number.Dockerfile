FROM mysql:5.7
RUN mysqldump --version > /version
FROM alpine:3.22
COPY --from=0 /version /version
