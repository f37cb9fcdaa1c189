FROM openjdk:17
ENV APP_LOG="/dev/stdout" APP_HOME=/app
