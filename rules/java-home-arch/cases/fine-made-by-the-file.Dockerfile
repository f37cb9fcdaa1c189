ARG JAVA_HOME=/usr/lib/jvm/msft-11-x64
FROM debian:bookworm
ARG JAVA_HOME
RUN mkdir -p ${JAVA_HOME} && fetch-jdk ${JAVA_HOME}
ENV JAVA_HOME=${JAVA_HOME}
