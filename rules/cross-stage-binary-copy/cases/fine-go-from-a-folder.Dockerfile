# The last build that writes a file decides, and a tool of the build has the name of another file.
FROM --platform=$BUILDPLATFORM golang:1.25 AS shadow
ARG TARGETOS TARGETARCH
RUN cd /tools && go build -o app . && ./app generate
RUN cd /src && GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .
FROM --platform=$BUILDPLATFORM golang:1.25 AS ending
RUN cd /tools/generator && go build -o generator . && ./generator
FROM --platform=$BUILDPLATFORM golang:1.25 AS unknown
RUN (cd /tools && go build -o app .) && go build -o run .
FROM --platform=$BUILDPLATFORM golang:1.25 AS warm
WORKDIR /src
COPY . .
# For the cache of the compiler.
RUN go build -o /out/warm ./cmd/warm
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/warm ./cmd/warm
FROM --platform=$BUILDPLATFORM golang:1.25 AS tools
ARG TARGETOS TARGETARCH
WORKDIR /src
RUN go build -o /out/ ./tools/...
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/server ./cmd/server
FROM --platform=$BUILDPLATFORM golang:1.25 AS shared
WORKDIR /src
RUN mkdir -p /dist && go build -o /dist/ ./... && cp -r pages /dist/pages
FROM alpine:3.22
COPY --from=shared /dist/pages /srv
COPY --from=shadow /out/app /bin/app
COPY --from=ending /licenses/generator /licenses/generator
COPY --from=unknown /tools/run /bin/run
COPY --from=warm /out/warm /bin/warm
COPY --from=tools /out/server /bin/server
