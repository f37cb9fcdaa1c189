FROM oraclelinux:8-slim
RUN microdnf install -y oracle-instantclient-release-el8 \
 && microdnf install -y oracle-instantclient-basic oracle-instantclient-sqlplus \
 && microdnf clean all

FROM oraclelinux:7-slim
RUN yum -y install oracle-release-el7 \
 && yum -y install oracle-instantclient18.3-basic
