FROM alpine:3.22 AS run-linux
CMD ["sh"]
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS run-windows
CMD ["powershell"]
FROM run-${TARGETOS}
