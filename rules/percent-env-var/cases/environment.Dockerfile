# escape=`
FROM openjdk:17
ENV LOGS=%USERPROFILE%\logs
