FROM --platform=windows/amd64 mcr.microsoft.com/windows/servercore:ltsc2022 AS full
FROM alpine:3.22
COPY --from=full /Windows/Fonts/arial.ttf /fonts/
