# Each in a command of its own.
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS cli
COPY . .
RUN dotnet publish Cli --runtime linux-x64 --self-contained -o /cli/x64
RUN dotnet publish Cli --runtime=linux-arm64 --self-contained -o /cli/arm64
FROM nginx:1.29
COPY --from=cli /cli /usr/share/nginx/html/cli
