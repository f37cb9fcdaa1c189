FROM debian:13
RUN apt-get update && apt-get install -y libcurl4=8.14.1-2 epoch=2:1.0-1 libcurl4:$(dpkg --print-architecture)=8.14.1-2
