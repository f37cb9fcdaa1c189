FROM --platform=$BUILDPLATFORM golang:1.24 AS build
RUN apt-get update && apt-get install -y git
FROM diamol/base
COPY --from=build /out /app
