# escape=`
FROM openjdk:17
ENV APP_HOME=C:\app TZ=UTC
WORKDIR $APP_HOME
