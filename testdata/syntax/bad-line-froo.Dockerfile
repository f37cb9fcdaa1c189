FROM golang AS build
WORKDIR /src
COPY . .
FROO bar
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
