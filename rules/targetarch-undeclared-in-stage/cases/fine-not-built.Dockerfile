FROM alpine:3.22 AS debug
RUN wget -O /bin/tool https://dl.example.com/tool-$TARGETARCH
FROM alpine:3.22
CMD ["/bin/sh"]
