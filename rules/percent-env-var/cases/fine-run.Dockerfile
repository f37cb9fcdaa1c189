FROM mcr.microsoft.com/dotnet/sdk:8.0
ARG VERSION=1
RUN sed -i "s/%VERSION%/2/" a.txt
RUN curl -w "%{http_code} %UNKNOWN%" https://example.com
RUN date +%Y%VERSION%
RUN docker pull app-$env:latest
RUN pwsh -Command 'echo $env:VERSION'
WORKDIR /app/100%
