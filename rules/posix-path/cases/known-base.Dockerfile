FROM mcr.microsoft.com/dotnet/aspnet:8.0
RUN echo a > x.txt && mkdir -p /app/data
