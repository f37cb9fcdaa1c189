# escape=`
FROM registry.example.com/windows/base:1
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN $arch = 'amd64'; `
    if ($env:PROCESSOR_ARCHITECTURE -eq 'ARM64') { $arch = 'arm64' }; `
    Invoke-WebRequest "https://dl.example.com/$arch/tool.zip" -OutFile tool.zip
RUN if ($env:PROCESSOR_ARCHITECTURE -eq 'AMD64') { `
        Invoke-WebRequest https://dl.example.com/agent-x64.msi -OutFile agent.msi `
    } else { `
        Invoke-WebRequest https://dl.example.com/agent-arm64.msi -OutFile agent.msi `
    }
RUN foreach ($arch in 'amd64', 'arm64') { `
        Invoke-WebRequest "https://dl.example.com/$arch/all.zip" -OutFile "$arch.zip" `
    }
RUN $arch = $env:PROCESSOR_ARCHITECTURE; Invoke-WebRequest "https://dl.example.com/$arch/b.zip" -OutFile b.zip
RUN $name = 'amd64'; Write-Host "built on $name"
