FROM openjdk:17
COPY . /app
WORKDIR /app
CMD ["bin/start.bat", "run"]
