FROM golang:1.9-nanoserver
SHELL ["powershell", "-Command"]
RUN Get-Date
