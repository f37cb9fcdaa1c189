FROM diamol/base
ENTRYPOINT ["pwsh", "-File", "/run.ps1"]
