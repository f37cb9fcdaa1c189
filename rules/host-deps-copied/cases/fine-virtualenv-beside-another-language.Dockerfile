FROM golang:1.24 AS build
WORKDIR /a
COPY . .
RUN go build -o /x .
FROM scratch
COPY --from=build /x /x
CMD ["/x"]
