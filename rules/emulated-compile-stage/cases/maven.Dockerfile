FROM maven:3.9-eclipse-temurin-21 AS builder
WORKDIR /usr/src
COPY . .
RUN mvn -U clean package -Dmaven.test.skip=true
FROM eclipse-temurin:21-jre
COPY --from=builder /usr/src/target/app-1.0-SNAPSHOT.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
