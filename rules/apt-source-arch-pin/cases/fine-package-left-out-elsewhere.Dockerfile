FROM ubuntu:22.04
RUN set -ex; \
    backup=example-backup; \
    echo "deb [arch=amd64,i386] https://repo.example.com/apt jammy main" > /etc/apt/sources.list.d/example.list; \
    case "${backup}_$(dpkg --print-architecture)" in \
        example*_amd64 | example*_i386) ;; \
        *) backup= ;; \
    esac; \
    apt-get update; \
    apt-get install -y server $backup
