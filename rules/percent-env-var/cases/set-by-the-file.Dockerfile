FROM openjdk:17
ENV JAR_FILE=shop.jar
ENTRYPOINT ["java", "-jar", "%JAR_FILE%"]
