FROM --platform=linux/amd46 alpine:3.22
RUN apk add curl
