FROM oraclelinux:9 AS base
ARG INSTALL_FILE="db_home_19.3.zip"
ENV INSTALL_FILE=$INSTALL_FILE HOME_DIR=/opt/db

FROM base AS builder
COPY $INSTALL_FILE $HOME_DIR/
RUN cd $HOME_DIR && unzip -q $INSTALL_FILE && ./runInstaller -silent
