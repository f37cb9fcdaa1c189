FROM alpine:3.22
COPY motd notes.sh /etc/
