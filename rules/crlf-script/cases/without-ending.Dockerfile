FROM debian:bookworm-slim
COPY gradlew build.gradle ./
COPY bin/run /usr/local/bin/run
RUN ./gradlew build
ENTRYPOINT ["run"]
