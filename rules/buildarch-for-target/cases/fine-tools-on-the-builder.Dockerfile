FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG BUILDARCH
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN wget -O /usr/local/bin/generate https://downloads.example.com/generate-linux-$BUILDARCH && chmod +x /usr/local/bin/generate
RUN GOARCH=$BUILDARCH go build -o /tmp/stringer ./tools/stringer && /tmp/stringer && generate
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /server .

FROM scratch
COPY --from=build /server /server
ENTRYPOINT ["/server"]
