# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --chown=ContainerUser --from=build C:\out C:\app
ADD --chmod=644 conf.json C:/app/
