FROM golang:1.24
RUN choco install -y git || echo linux
