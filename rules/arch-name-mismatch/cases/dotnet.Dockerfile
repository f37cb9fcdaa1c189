FROM debian:bookworm-slim
ARG TARGETARCH
ADD https://builds.dotnet.microsoft.com/dotnet/Sdk/9.0.100/dotnet-sdk-9.0.100-linux-${TARGETARCH}.tar.gz /tmp/dotnet.tgz
