FROM --platform=$BUILDPLATFORM gcc:14 AS build
RUN gcc -O2 -o /hello hello.c
FROM debian:bookworm-slim
COPY --from=build /hello /hello
