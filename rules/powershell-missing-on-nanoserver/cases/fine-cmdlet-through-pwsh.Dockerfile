FROM mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022
SHELL ["pwsh", "-Command"]
RUN Invoke-WebRequest -Uri https://example.com/a.zip -OutFile a.zip
