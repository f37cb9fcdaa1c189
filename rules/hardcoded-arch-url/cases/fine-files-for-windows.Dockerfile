FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN $url = 'https://github.com/git-for-windows/git/releases/download/v2.23.0.windows.1/MinGit-2.23.0-64-bit.zip'; \
	Invoke-WebRequest -Uri $url -OutFile 'git.zip'; \
	Invoke-WebRequest -Uri 'https://dl.google.com/go/go1.27.windows-amd64.zip' -OutFile 'go.zip'; \
	Invoke-WebRequest -Uri 'https://nodejs.org/dist/v24.0.0/node-v24.0.0-win-x64.zip' -OutFile 'node.zip'
ADD https://example.com/tool-win64.zip C:\\tool.zip
