FROM debian:13-slim
WORKDIR /mirror
RUN curl -fsSLO https://steamcdn-a.akamaihd.net/client/installer/steamcmd_osx.tar.gz
