FROM --platform=linux/amd64/v1/x alpine:3.22
