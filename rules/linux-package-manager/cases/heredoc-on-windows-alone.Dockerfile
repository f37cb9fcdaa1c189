FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN <<EOF
apt-get update
EOF
