FROM eclipse-temurin:21
ENV PATH="%PATH%;/opt/maven/bin"
CMD ["mvn", "-v"]
