FROM quay.io/acme/busybox-linux-amd64:latest
COPY bin/app /bin/app
