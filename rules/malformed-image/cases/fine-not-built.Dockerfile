FROM example.com/faulty/old:1 AS unused
FROM alpine:3.22
