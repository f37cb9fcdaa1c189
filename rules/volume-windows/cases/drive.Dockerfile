# escape=`
FROM eclipse-temurin:21
VOLUME C:\
