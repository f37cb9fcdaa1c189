FROM --platform= alpine:3.22
CMD ["/bin/sh"]
