FROM eclipse-temurin:17
COPY app.jar /app.jar
