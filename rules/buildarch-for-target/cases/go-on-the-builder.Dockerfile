FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG BUILDARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$BUILDARCH go build -o /server .

FROM scratch
COPY --from=build /server /server
ENTRYPOINT ["/server"]
