FROM golang:1.24
WORKDIR C:\src\
COPY . .
