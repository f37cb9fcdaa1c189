FROM mcr.microsoft.com/dotnet/sdk:8.0
ARG VERSION=1
RUN dotnet build -p:Version=$env:VERSION
CMD echo $env:VERSION
