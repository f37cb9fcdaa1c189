FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN <<EOF
dotnet restore
dotnet build
EOF
COPY <<EOF /app/run.txt
chmod +x /app
EOF
