FROM golang:1.24
SHELL ["pwsh", "-Command"]
RUN Write-Output ready
