FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH; go env -w GOARCH=$TARGETARCH && go build -o /app .
FROM scratch
COPY --from=build /app /app
