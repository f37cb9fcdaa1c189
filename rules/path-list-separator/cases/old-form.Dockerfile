FROM openjdk:17
ENV PATH /opt/maven/bin:${PATH}
