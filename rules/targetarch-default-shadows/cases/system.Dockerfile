FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETOS=linux
RUN GOOS=$TARGETOS go build -o /app .
FROM scratch
COPY --from=build /app /app
