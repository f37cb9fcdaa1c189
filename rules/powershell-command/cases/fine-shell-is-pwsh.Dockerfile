FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
RUN Invoke-WebRequest https://example.com/a -OutFile a; Remove-Item a
