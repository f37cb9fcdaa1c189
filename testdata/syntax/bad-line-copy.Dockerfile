FROM golang AS build
WORKDIR /src
COPY . .
COPY aa
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
