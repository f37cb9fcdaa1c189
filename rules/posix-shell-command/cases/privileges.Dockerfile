# Windows has no account `root` to change to.
FROM golang:1.25
RUN sudo go build .
