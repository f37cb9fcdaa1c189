FROM golang:1.24
HEALTHCHECK CMD wget -q --spider http://localhost/ || exit 1
