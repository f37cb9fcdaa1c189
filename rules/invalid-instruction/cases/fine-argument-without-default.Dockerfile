ARG BASE
FROM ${BASE}
FROM --platform= alpine:3.22
