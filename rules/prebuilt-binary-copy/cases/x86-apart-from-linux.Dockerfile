FROM eclipse-temurin:8-jdk
ENV PACKAGE=suite122200_64_Linux_01_x86.zip
COPY $PACKAGE linuxx64_12201_client.zip /u01/
RUN cd /u01 && jar xf $PACKAGE && ./runInstaller.sh
