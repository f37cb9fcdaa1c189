FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN groupadd -r app && useradd -r -g app app && chown app /app
RUN apt-get update && adduser app
