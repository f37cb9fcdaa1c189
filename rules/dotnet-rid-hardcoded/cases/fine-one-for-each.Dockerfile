# Programs for all, to be downloaded: no image runs them.
FROM mcr.microsoft.com/dotnet/sdk:9.0 AS cli
WORKDIR /src
COPY . .
RUN dotnet publish Cli -c Release -r linux-x64 -o /cli/linux-x64 \
 && dotnet publish Cli -c Release -r linux-arm64 -o /cli/linux-arm64 \
 && dotnet publish Cli -c Release -r win-x64 -o /cli/win-x64
FROM nginx:1.29
COPY --from=cli /cli /usr/share/nginx/html/cli
