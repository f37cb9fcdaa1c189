# Others build there as well.
FROM --platform=$BUILDPLATFORM golang:1.25 AS base
WORKDIR /src
FROM base AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /app .
FROM base AS final
COPY --from=build /app /app
CMD ["/app"]
