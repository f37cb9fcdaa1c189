FROM alpine:3.22
ARG FROM_IMAGE=mysql:5.7
COPY --from=${FROM_IMAGE} /usr/bin/mysqldump /usr/bin/
