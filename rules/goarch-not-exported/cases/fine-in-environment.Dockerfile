FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
ENV GOARCH=$TARGETARCH
RUN [ "$TARGETARCH" != arm ] || GOARCH=arm; go build -o /app .
FROM scratch
COPY --from=build /app /app
