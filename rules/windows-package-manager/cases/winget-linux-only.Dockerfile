FROM golang:1.24
RUN winget install git
