FROM mcr.microsoft.com/dotnet/aspnet:7.0
RUN echo a > x.txt && mkdir -p /app/data
