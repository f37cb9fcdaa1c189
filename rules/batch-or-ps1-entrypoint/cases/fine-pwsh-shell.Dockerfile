FROM ubuntu:24.04
SHELL ["/opt/powershell/pwsh", "-Command"]
CMD ./run.ps1
