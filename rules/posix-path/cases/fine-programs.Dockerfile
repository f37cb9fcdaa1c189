FROM diamol/base
RUN dotnet publish -o /app && cd /app && echo 1 > /app/x.txt
