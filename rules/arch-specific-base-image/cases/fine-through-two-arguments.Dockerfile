ARG A=amd64
ARG B=$A
FROM $B/alpine:3.22
