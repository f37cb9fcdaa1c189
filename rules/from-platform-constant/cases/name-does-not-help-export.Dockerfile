FROM --platform=linux/amd64 alpine:3.22 AS app-amd64
CMD ["sh"]
