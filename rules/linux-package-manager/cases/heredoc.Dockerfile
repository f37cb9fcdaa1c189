FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN <<EOF
set -e
apt-get update
rm -rf /var/lib/apt/lists/*
EOF
