FROM oraclelinux:8-slim
ENV ORACLE_HOME=/opt/oracle/product/19c/dbhome_1 \
    INSTALL_FILE_1="LINUX.X64_193000_db_home.zip" \
    INSTALL_RSP=db_inst.rsp
COPY $INSTALL_FILE_1 $INSTALL_RSP /opt/install/
RUN unzip -q /opt/install/$INSTALL_FILE_1 -d $ORACLE_HOME
