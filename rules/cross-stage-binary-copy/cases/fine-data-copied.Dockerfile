FROM --platform=$BUILDPLATFORM golang:1.24 AS build
RUN go build -o /gen ./gen && /gen > /out/table.json
FROM alpine:3.22
COPY --from=build /out/table.json /table.json
