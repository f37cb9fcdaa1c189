FROM diamol/base
RUN set -ex && dotnet restore
