FROM debian:trixie
RUN apt-get update && apt-get install -y wine
RUN wine setup.exe /quiet && C:/x.exe
