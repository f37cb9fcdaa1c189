FROM alpine:3.22
COPY packages /packages
RUN apk add --allow-untrusted /packages/tool-1.2-r0-x86_64.apk
