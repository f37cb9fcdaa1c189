FROM golang AS build
WORKDIR /src
COPY . .
ENV XX
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
