FROM golang AS build
WORKDIR /src
COPY . .
CMD ["a",["b"]]
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
