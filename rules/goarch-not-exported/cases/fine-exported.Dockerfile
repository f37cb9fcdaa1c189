FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH && export GOARCH && go build -o /app .
RUN export GOARCH=$TARGETARCH && go build -o /app .
RUN set -a; GOARCH=$TARGETARCH; go build -o /app .
RUN set -eax; GOARCH=$TARGETARCH; go build -o /app .
RUN declare -x GOARCH=$TARGETARCH; go build -o /app .
FROM scratch
COPY --from=build /app /app
