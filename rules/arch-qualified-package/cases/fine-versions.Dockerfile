FROM fedora:43
RUN dnf install -y python3.11 java-21-openjdk-devel nodejs.noarch gcc-14.2.1 && dnf remove -y glibc.i686
