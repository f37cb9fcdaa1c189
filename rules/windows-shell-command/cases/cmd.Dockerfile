FROM openjdk:17
CMD ["cmd", "/S", "/C", "java -version"]
