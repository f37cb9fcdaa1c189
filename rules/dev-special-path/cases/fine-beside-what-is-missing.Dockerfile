FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN apt-get update > /dev/null
RUN chmod +x /app
RUN chmod +x /app 2>/dev/null
