FROM eclipse-temurin:21
COPY run.sh app.jar /
HEALTHCHECK NONE
CMD ["/run.sh"]
