FROM golang AS build
WORKDIR /src
COPY . .
COPY --from= a b
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
