FROM rust:1.90 AS rust
ARG TARGETARCH
RUN rustup target add ${TARGETARCH}-unknown-linux-musl && cargo build --target=$TARGETARCH-unknown-linux-musl
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS net
ARG TARGETARCH
RUN dotnet publish -p:RuntimeIdentifier=linux-$TARGETARCH -o /app
RUN dotnet publish -r "linux-$(uname -m)" -o /app
FROM golang:1.25 AS go
RUN GOARCH=$(uname -m) go build -o /app .
RUN export GOARCH="$(uname -m)"; go build -o /tool ./tool
FROM debian:13
ARG TARGETARCH
COPY --from=rust /app /a
COPY --from=net /app /b
COPY --from=go /app /c
COPY --from=rust /usr/lib/${TARGETARCH}-linux-gnu/libz.so.1 /usr/lib/
RUN ln -s /usr/lib/${TARGETARCH}-linux-gnu/libjemalloc.so.2 /usr/lib/libjemalloc.so
RUN ln -s /usr/lib/jvm/java-17-openjdk-$(uname -m) /opt/java
RUN echo "deb [arch=$(uname -m) signed-by=/k.gpg] https://packages.example.com/apt stable main" > /etc/apt/sources.list.d/x.list
