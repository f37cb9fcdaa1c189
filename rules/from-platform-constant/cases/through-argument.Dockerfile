ARG P
FROM --platform=${P:-linux/amd64} alpine:3.22
CMD ["sh"]
