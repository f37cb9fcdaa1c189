FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN cat <<EOF > /app/settings.ini && dotnet build
rm=yes
EOF
