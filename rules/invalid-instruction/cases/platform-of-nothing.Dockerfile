FROM --platform=$FOO alpine:3.22
