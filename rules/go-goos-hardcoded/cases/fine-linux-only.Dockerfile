FROM --platform=$BUILDPLATFORM golang:1.25 AS build
RUN GOOS=linux go build -o /app .
FROM scratch
COPY --from=build /app /app
