FROM debian:bookworm
CMD ["/usr/lib/jvm/java-17-openjdk-amd64/bin/java", "-jar", "/app.jar"]
