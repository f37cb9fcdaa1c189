FROM alpine:3.22
COPY . /app
CMD ["/app/server"]
