FROM eclipse-temurin:8-jdk
COPY emulator-x86.zip fonts_linux_1.2.zip linuxkit_64.zip /u01/
RUN cd /u01 && jar xf emulator-x86.zip
