FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN cp a b && chmod +x b && ls -la && grep -q x b && sed -i s/x/y/ b
