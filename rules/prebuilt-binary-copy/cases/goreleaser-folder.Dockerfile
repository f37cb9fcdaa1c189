FROM alpine:3.22
COPY dist/mailer_linux_amd64_v1/mailer /usr/bin/mailer
ENTRYPOINT ["mailer"]
