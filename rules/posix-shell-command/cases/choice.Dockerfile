FROM diamol/base
RUN if exist; then dotnet restore; fi
