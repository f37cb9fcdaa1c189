FROM alpine:3.22
COPY bin/ /usr/local/bin/
COPY . .
CMD ["./server"]
