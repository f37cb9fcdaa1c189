ARG RELEASE=${TARGETOSVERSION}
FROM mcr.microsoft.com/windows/nanoserver:1809 AS run-10.0.17763
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS run-10.0.20348
FROM run-${RELEASE}
COPY app.exe C:/app.exe
