# escape=`
FROM eclipse-temurin:21
ENV PATH="C:\tools;%PATH%"
CMD ["mvn", "-v"]
