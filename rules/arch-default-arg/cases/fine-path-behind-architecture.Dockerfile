FROM alpine:3.22
ARG DTB=arm/foo.dtb
COPY $DTB /dtb
