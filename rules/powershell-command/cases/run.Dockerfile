# escape=`
FROM eclipse-temurin:21
RUN ["powershell", "-NoProfile", "Install-WindowsFeature", "Web-Server"]
