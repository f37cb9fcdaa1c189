FROM mcr.microsoft.com/powershell:latest
SHELL ["pwsh", "-Command"]
RUN if ($IsWindows) { setx TOOLS C:\tools; choco install git } else { apt-get update }
RUN <<EOF
if ($IsLinux) {
  apt-get install -y git
}
Write-Host done
EOF
