FROM golang:1.24
HEALTHCHECK CMD pgrep app || exit 1
