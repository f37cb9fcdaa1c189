ARG TAG=ltsc2022
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
CMD ["cmd"]
