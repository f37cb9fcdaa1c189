FROM continuumio/anaconda3:2024.10-1
WORKDIR /opt/demucs
RUN set -xe \
    && apk add --no-cache curl tar \
    && conda env update -f environment-cpu.yml
