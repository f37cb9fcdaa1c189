FROM openjdk:17
RUN ["bash", "-exc", "ls /"]
