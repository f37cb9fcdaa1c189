FROM diamol/base
HEALTHCHECK CMD ["powershell", "-File", "check.ps1"]
CMD ["powershell", "-Command", "Get-Date"]
