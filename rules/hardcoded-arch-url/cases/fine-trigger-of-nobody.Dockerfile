FROM alpine:3.22 AS other
ONBUILD ADD https://dl.example.com/x-linux-amd64 /usr/bin/x
FROM alpine:3.22
CMD ["sh"]
