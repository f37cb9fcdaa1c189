FROM alpine:3.22
COPY --from=example.com/faulty/old:1 /a /b
