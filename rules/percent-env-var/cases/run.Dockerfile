FROM mcr.microsoft.com/dotnet/sdk:8.0
ARG REDIS_VERSION=5.0
RUN curl -Lo r.zip https://dl.example.com/redis-%REDIS_VERSION%.zip
RUN echo %REDIS_VERSION% > version.txt
WORKDIR /app/%REDIS_VERSION%
COPY r.zip /app/%REDIS_VERSION%/
