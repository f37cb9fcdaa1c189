# anyarch: ignore-file[unknown-ignore, next-years-rule] the other version knows it
FROM alpine:3.22
