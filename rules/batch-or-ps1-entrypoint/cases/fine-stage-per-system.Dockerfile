FROM alpine:3.22 AS run-linux
CMD ["run"]
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
CMD ["run.cmd"]
FROM run-${TARGETOS}
