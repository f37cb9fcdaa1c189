FROM alpine:3.22
COPY only-one-argument
CMD ["/bin/sh"]
