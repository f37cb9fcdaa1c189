FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG BUILDARCH
ENV GOARCH=${BUILDARCH} CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM scratch
COPY --from=build /server /server
ENTRYPOINT ["/server"]
