FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ENV GOARCH=amd64
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN GOARCH=$TARGETARCH go build -o /out/app .
FROM scratch
COPY --from=build /out/app /app
