FROM rust:1.90 AS rust
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) a=x86_64 ;; arm64) a=aarch64 ;; esac; rustup target add $a-unknown-linux-musl && cargo build --target=$(uname -m)-unknown-linux-musl
RUN cargo build && cp target/release/app /dist/app-${TARGETARCH}-unknown-linux-musl
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS net
ARG TARGETARCH
RUN dotnet publish -a $TARGETARCH -o linux-$TARGETARCH
RUN dotnet publish -r linux-$(echo $TARGETARCH | sed s/amd64/x64/) -o /app
RUN dotnet publish -r linux-musl-${TARGETARCH/amd64/x64} && dotnet publish -r linux-musl-$TARGETARCH
FROM golang:1.25 AS go
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /app .
RUN GOARCH="$(uname -m)"; case "$GOARCH" in x86_64) GOARCH=amd64 ;; aarch64) GOARCH=arm64 ;; esac; export GOARCH; go build -o /tool ./tool
RUN export GOARCH=$(uname -m | sed -e s/x86_64/amd64/ -e s/aarch64/arm64/); go build -o /more ./more
FROM debian:13
ARG TARGETARCH
COPY --from=rust /app /a
COPY --from=net /app /b
COPY --from=go /app /c
COPY --from=go /dist/lib/${TARGETARCH}-linux-gnu/libz.so.1 /usr/lib/
RUN ln -s /usr/lib/$(uname -m)-linux-gnu/libjemalloc.so.2 /usr/lib/libjemalloc.so
RUN mkdir -p /opt/lib/${TARGETARCH}-linux-gnu && cp /x.so /opt/lib/${TARGETARCH}-linux-gnu/
RUN ln -s /usr/lib/jvm/java-17-openjdk-$(dpkg --print-architecture) /opt/java && ln -s /opt/java /usr/lib/jvm/java-21-openjdk-$(uname -m) && ls /usr/lib/jvm/java-21-openjdk-$(uname -m)
RUN echo "deb [arch=$(dpkg --print-architecture) signed-by=/k.gpg] https://packages.example.com/apt stable main" > /etc/apt/sources.list.d/x.list
