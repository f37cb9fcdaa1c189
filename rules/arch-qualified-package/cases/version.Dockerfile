FROM debian:13
RUN apt-get update && apt-get install -y libcurl4:amd64=8.14.1-2 curl=8.14.1-2
