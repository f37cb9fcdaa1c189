FROM eclipse-temurin:21-jdk
RUN curl -fsSLO https://dl.google.com/android/repository/android-ndk-r27c-darwin.zip
RUN curl -fsSLO https://dl.google.com/android/repository/commandlinetools-linux-11076708_latest.zip
