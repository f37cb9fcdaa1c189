# escape=`
FROM registry.example.com/windows/base:1
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN $arch = 'amd64'; `
    Invoke-WebRequest "https://dl.example.com/$arch/tool.zip" -OutFile tool.zip
RUN $url = 'https://dl.example.com/agent-x64.msi'; `
    Write-Host ('Downloading {0} ...' -f $url); `
    Invoke-WebRequest -Uri $url -OutFile agent.msi
