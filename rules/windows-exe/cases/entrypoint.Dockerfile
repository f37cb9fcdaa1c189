# escape=`
FROM eclipse-temurin:21
WORKDIR /app
COPY app.exe .
ENTRYPOINT ["app.exe"]
