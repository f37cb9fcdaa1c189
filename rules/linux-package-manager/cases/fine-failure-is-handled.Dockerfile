FROM golang:1.24
RUN apt-get update || echo windows
SHELL ["pwsh", "-Command"]
RUN if ($IsLinux) { apt-get update } else { choco install -y git }
