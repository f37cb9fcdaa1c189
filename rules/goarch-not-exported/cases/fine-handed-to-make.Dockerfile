FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOARCH=$TARGETARCH; make server GOARCH=$GOARCH
RUN GOARCH=$TARGETARCH && make "server-${GOARCH}"
RUN export GOARCH=$TARGETARCH && make all

FROM scratch
COPY --from=build /src/server /server
