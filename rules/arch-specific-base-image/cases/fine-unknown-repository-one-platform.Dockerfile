FROM quay.io/acme/busybox-linux-amd64:latest
