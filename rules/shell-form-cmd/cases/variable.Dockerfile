FROM openjdk:17
ENV JAVA_OPTS=-Xmx1g
ENTRYPOINT java ${JAVA_OPTS} -jar /app.jar
