FROM --platform=linux/amd64 alpine:3.22 AS certificates
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=certificates /etc/ssl/certs /certs
