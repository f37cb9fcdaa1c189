FROM alpine:3.22
COPY a\b /x
ENV PATTERN=a\.b\d
CMD ["a\s"]
