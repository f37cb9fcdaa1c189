FROM debian:trixie
RUN apt-get update && apt-get install -y wine && wine cmd /c dir C:\\x
