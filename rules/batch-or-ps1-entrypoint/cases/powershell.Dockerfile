# escape=`
FROM eclipse-temurin:21
COPY start.ps1 C:\
ENTRYPOINT ["C:\\start.ps1"]
