FROM openjdk:17
ENV CLASSPATH="/lib/a.jar:/lib/b.jar:."
