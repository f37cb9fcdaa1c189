FROM eclipse-temurin:21-jdk
ARG NDK_VERSION=r27c
RUN curl -fsSLo /tmp/ndk.zip "https://dl.google.com/android/repository/android-ndk-${NDK_VERSION}-linux.zip"
