FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN chmod +x /app && ln -sf /dev/stdout /app/log
