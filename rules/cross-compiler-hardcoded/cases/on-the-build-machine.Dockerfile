FROM --platform=$BUILDPLATFORM debian:13 AS build
COPY . .
RUN CC=x86_64-linux-gnu-gcc make app
FROM debian:13
COPY --from=build /app /app
