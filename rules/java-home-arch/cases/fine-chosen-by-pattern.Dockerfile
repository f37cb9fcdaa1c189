FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y openjdk-17-jdk-headless \
    && update-java-alternatives -s java-1.17.0-openjdk-$(dpkg --print-architecture)
RUN update-java-alternatives --list && (update-java-alternatives -s java-1.17.0-openjdk-amd64 || true)
