FROM golang:1.25-nanoserver
RUN timeout 5 /nobreak & timeout 5
