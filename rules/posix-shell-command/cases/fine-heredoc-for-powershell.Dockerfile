FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
RUN <<EOF
ls
if (Test-Path x) { rm x }
EOF
