# anyarch: nothing to ignore here
FROM alpine:3.22
