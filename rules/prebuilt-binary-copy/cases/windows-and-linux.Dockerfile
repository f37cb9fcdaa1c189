FROM alpine:3.22
COPY app.exe /app.exe
ENTRYPOINT ["/app.exe"]
