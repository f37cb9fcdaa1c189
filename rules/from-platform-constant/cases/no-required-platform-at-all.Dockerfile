FROM --platform=linux/s390x alpine:3.22
CMD ["/bin/sh"]
