FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022 AS source
FROM alpine:3.22
COPY --from=source /Windows/System32/license.rtf /license.rtf
