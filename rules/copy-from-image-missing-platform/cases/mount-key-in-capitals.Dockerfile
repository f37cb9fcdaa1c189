FROM alpine:3.22
RUN --mount=type=bind,From=mysql:5.7,target=/x true
