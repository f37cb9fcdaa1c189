FROM alpine:3.22 AS run-linux
COPY run.sh /
ENTRYPOINT ["/run.sh"]
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-windows
ENTRYPOINT ["run.cmd"]
FROM run-${TARGETOS}
