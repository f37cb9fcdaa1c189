FROM openjdk:17
ENTRYPOINT java -jar "/app/shop.jar"
