FROM oraclelinux:9-slim
RUN microdnf install -y oracle-instantclient-release-23ai-el9 \
 && microdnf install -y oracle-instantclient-basic oracle-instantclient-sqlplus \
 && microdnf clean all
