FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS full
FROM alpine:3.22
CMD ["/bin/sh"]
