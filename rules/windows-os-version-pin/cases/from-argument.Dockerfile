ARG WINDOWS=ltsc2019
FROM mcr.microsoft.com/windows/servercore:${WINDOWS}
CMD ["cmd"]
