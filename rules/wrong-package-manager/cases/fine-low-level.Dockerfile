FROM alpine:3.22 AS names
RUN apk add --no-cache dpkg && dpkg --print-architecture > /arch
FROM fedora:42
COPY --from=names /arch /etc/arch
RUN dpkg -i /tmp/app.deb
