# escape=`
FROM eclipse-temurin:21
WORKDIR C:\app
COPY app.dll C:\app\
VOLUME C:\data
