# escape=`
FROM openjdk:17
ENV PATH="C:\tools;%PATH%"
