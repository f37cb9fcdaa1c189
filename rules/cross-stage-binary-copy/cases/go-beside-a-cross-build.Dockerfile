# What stands before one command is not there for the next, and a declared argument tells Go nothing.
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
RUN GOARCH=$TARGETARCH go build -o /out/a ./cmd/a && go build -o /out/b ./cmd/b
RUN CGO_ENABLED=0 go build -o /out/c ./cmd/c
FROM alpine:3.22
COPY --from=build /out/a /out/b /bin/
COPY --from=build /out/c /bin/
