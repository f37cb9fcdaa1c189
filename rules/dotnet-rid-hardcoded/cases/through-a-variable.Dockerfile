FROM mcr.microsoft.com/dotnet/sdk:8.0
RUN <<EOF
rid=linux-x64
dotnet publish -r "$rid" -o /app
EOF
