FROM alpine:3.22 AS run-linux
HEALTHCHECK CMD wget -q http://localhost/
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS run-windows
HEALTHCHECK CMD powershell -command "exit 0"
FROM run-${TARGETOS}
