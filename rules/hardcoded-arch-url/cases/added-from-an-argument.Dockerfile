FROM mcr.microsoft.com/dotnet/sdk:9.0
ARG PS_VERSION=7.4.6
ARG PS_PACKAGE=powershell-lts_${PS_VERSION}-1.deb_amd64.deb
ARG PS_PACKAGE_URL=https://github.com/PowerShell/PowerShell/releases/download/v${PS_VERSION}/${PS_PACKAGE}
ADD ${PS_PACKAGE_URL} /tmp/powershell.deb
ENV TOOL=https://example.com/v1/tool-x64.tgz
ADD $TOOL /opt/tool.tgz
