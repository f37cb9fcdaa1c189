FROM alpine:3.22
CMD ['sleep', '10']
RUN [ -f /etc/passwd ] && echo yes
ENTRYPOINT [ "$A" = b ]
