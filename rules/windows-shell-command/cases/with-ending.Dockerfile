# escape=`
FROM eclipse-temurin:21
ENTRYPOINT ["C:\\Windows\\System32\\cmd.exe"]
