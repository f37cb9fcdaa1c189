FROM gradle:8-jdk21 AS build
COPY . /home/gradle/src
WORKDIR /home/gradle/src
RUN ./gradlew :server:bootJar --no-daemon
FROM eclipse-temurin:21-jre
COPY --from=build /home/gradle/src/server/build/libs/*.jar /app/
