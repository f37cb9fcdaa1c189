FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
ARG TARGETARCH
RUN dotnet publish -a ${TARGETARCH} -o /app && dotnet publish --os win -a x64 -o /win
RUN dotnet test -a x64 && dotnet build -p:PlatformTarget=AnyCPU -p:Platform=x64
RUN dotnet publish -r win10-x64 && dotnet publish -p:RuntimeIdentifier=osx.13-x64
RUN if [ "$TARGETARCH" = amd64 ]; then dotnet build -p:PlatformTarget=x64; fi
