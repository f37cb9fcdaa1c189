# The program makes what is copied, and all of its folder goes along.
FROM --platform=$BUILDPLATFORM golang:1.25 AS site
WORKDIR /site
RUN go build -o generate ./cmd/generate
RUN ./generate --output public
FROM --platform=$BUILDPLATFORM golang:1.25 AS data
WORKDIR /data
RUN go build -o /usr/bin/make-data . && go build ./... && go vet && make-data > /data/all.json
FROM --platform=$BUILDPLATFORM golang:1.25 AS tools
RUN go install github.com/example/protoc-gen-x@v1.2.3
RUN protoc --x_out=/gen api.proto
FROM nginx:1.29
COPY --from=site /site /usr/share/nginx/html
COPY --from=data /data/all.json /srv/
COPY --from=tools /gen /gen
