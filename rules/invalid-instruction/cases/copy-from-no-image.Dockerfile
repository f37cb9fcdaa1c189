FROM alpine:3.22
COPY --from=Bad/Image /x /x
