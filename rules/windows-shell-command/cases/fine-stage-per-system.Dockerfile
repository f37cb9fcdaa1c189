FROM alpine:3.22 AS run-linux
CMD ["sh"]
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
CMD ["cmd", "/c", "dir"]
FROM run-${TARGETOS}
