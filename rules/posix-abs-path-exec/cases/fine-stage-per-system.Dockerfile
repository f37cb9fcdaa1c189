FROM alpine:3.22 AS run-linux
CMD ["/usr/bin/top"]
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
CMD ["cmd"]
FROM run-${TARGETOS}
