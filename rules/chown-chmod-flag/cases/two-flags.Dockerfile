FROM eclipse-temurin:21
WORKDIR /app
COPY --chown=app:app --chmod=0755 ./publish .
ENTRYPOINT ["java", "-jar", "shop.jar"]
