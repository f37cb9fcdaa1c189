FROM gcr.io/distroless/static-debian12
COPY dist/server-linux-amd64 /server
ENTRYPOINT ["/server"]
