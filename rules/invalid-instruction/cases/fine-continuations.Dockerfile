FROM alpine:3.22
RUN apk add --no-cache \
# a comment
      curl \

      git \
    && true
CMD ["sh", \
  "-c", "true"]
