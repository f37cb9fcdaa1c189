FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOARCH=$TARGETARCH; CGO_ENABLED=0 make server

FROM scratch
COPY --from=build /src/server /server
