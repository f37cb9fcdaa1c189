FROM registry.example.com/team/gcc-amd64:1 AS build
RUN GOARCH=amd64 go build -o /app .
FROM scratch
COPY --from=build /app /app
