FROM diamol/base
ENTRYPOINT ["powershell", "-File", "start.ps1"]
