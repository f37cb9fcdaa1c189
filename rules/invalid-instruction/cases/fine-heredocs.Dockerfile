# syntax=docker/dockerfile:1
FROM alpine:3.22
RUN <<A cat && <<-"B" cat
FROMM not an instruction
A
	COPY neither
	B
COPY <<one <<two /etc/
RUNN
one
ENDD
two
