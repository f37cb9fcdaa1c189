FROM golang AS build
WORKDIR /src
COPY . .
FROM
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
