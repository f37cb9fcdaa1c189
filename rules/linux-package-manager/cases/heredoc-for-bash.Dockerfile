FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN <<EOF bash -e
apt-get update
EOF
