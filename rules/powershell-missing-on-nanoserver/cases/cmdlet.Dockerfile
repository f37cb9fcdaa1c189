FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN Invoke-WebRequest -Uri https://example.com/a.zip -OutFile a.zip
