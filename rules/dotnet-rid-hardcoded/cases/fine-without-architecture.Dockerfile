FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN dotnet publish --use-current-runtime -r any && dotnet build -r linux && dotnet tool install -g x64-tool
