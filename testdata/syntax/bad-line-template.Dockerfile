FROM golang AS build
WORKDIR /src
COPY . .
{{ if .X }}
RUN go build
FROM scratch
COPY --from=build /src/x /x
CMD ["/x"]
