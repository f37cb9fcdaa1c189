FROM mcr.microsoft.com/dotnet/sdk:8.0
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) rid=linux-x64 ;; arm64) rid=linux-arm64 ;; esac; dotnet publish -r $rid
RUN dotnet publish -r "linux-${TARGETARCH/amd64/x64}"
