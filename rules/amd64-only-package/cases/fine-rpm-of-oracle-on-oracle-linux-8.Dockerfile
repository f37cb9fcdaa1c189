FROM oraclelinux:8-slim
RUN dnf -y install oracle-release-el8 && dnf -y install oracle-instantclient19.19-basic
