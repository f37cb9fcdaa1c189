FROM golang:1.24 AS build
WORKDIR /src
COPY . .
RUN make release
FROM debian:bookworm-slim
COPY --from=build /src/dist/linux_amd64/server /usr/local/bin/server
CMD ["server"]
