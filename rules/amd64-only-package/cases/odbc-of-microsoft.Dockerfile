FROM debian:bullseye
RUN apt-get update && apt-get install -y curl gnupg \
    && curl -fsSL https://packages.microsoft.com/config/debian/11/prod.list -o /etc/apt/sources.list.d/mssql-release.list \
    && apt-get update \
    && ACCEPT_EULA=Y apt-get install -y unixodbc msodbcsql17 mssql-tools
