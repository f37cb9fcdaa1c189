FROM ghcr.io/graalvm/native-image-community:21 AS build
WORKDIR /src
RUN ./mvnw -Pnative package
FROM debian:13-slim
COPY --from=build /src/target/app /app
