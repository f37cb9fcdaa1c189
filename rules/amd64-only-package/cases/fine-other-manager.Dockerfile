FROM alpine:3.22
RUN apk add --no-cache wine32 || true; pip install grub-pc
