FROM mcr.microsoft.com/powershell:latest
ARG VERSION=1
SHELL ["pwsh", "-Command"]
RUN echo $env:VERSION
