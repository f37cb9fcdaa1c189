FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
RUN Invoke-WebRequest -Uri https://example.com/tool-linux-amd64.tar.gz -OutFile tool-amd64.tar.gz; tar -xf tool.tar.gz
