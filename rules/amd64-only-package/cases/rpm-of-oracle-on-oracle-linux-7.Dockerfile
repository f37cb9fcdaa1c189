FROM oraclelinux:7-slim
RUN yum -y install oracle-release-el7 \
 && yum -y install oracle-instantclient18.3-basic
