# Programs for all, on purpose, however they are named.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS loop
RUN for r in linux-x64 linux-arm64; do dotnet publish -c Release -r $r -o /out/$r; done
FROM nginx:1.29
COPY --from=loop /out /usr/share/nginx/html
