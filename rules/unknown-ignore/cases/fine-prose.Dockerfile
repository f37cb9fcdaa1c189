# anyarch: see the documentation of the rules
# anyarch ignores this
# hadolint ignore=DL3006
FROM alpine:3.22
